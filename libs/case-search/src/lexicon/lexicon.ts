import { fold, type Token, tokensOf } from '@casetrace/text-search';
import { mattersOfHomes } from './matters-of-homes';
import { mattersOfSystems } from './matters-of-systems';
import { mattersOfTrade } from './matters-of-trade';
import { mattersOfWork } from './matters-of-work';
import type { Wordings } from './wordings';

/** The matters that a text speaks of, each with how many different wordings of it were found. */
export type Matters = Map<string, number>;

const all: Wordings = { ...mattersOfWork, ...mattersOfHomes, ...mattersOfTrade, ...mattersOfSystems };
/** folded Chinese wording, or stemmed English one with spaces around, to the matters that it speaks of */
const chinese = new Map<string, string[]>();
const english = new Map<string, string[]>();
/** first character of Chinese wordings to the length of the longest */
const longestFrom = new Map<string, number>();

/** English words by their stems, so that `leaking` and `leaks` are one. */
const stemmed = (tokens: readonly Token[]): string[] =>
  tokens.filter(({ kind }) => kind === 'word').map(({ text, stem }) => stem ?? text);

for (const [matter, wordings] of Object.entries(all)) {
  const [zh = '', en = ''] = wordings.split('|');
  for (const word of zh.trim().split(/\s+/u)) note(chinese, fold(word), matter);
  for (const phrase of en.split(',')) note(english, stemmed(tokensOf(phrase)).join(' '), matter);
}
for (const wording of chinese.keys()) {
  const first = wording.charAt(0);
  longestFrom.set(first, Math.max(wording.length, longestFrom.get(first) ?? 0));
}

function note(index: Map<string, string[]>, wording: string, matter: string): void {
  if (wording === '') return;
  const known = index.get(wording);
  if (!known) index.set(wording, [matter]);
  else if (!known.includes(matter)) known.push(matter);
}

/**
 * What a text speaks of, whatever it calls it: colloquial or official, Chinese or English (M8). Of wordings that begin at the
 * same place the longest counts. Whoever has cut the text already gives its `tokens`.
 */
export function mattersIn(text: string, tokens: readonly Token[] = tokensOf(text)): Matters {
  const found = new Map<string, Set<string>>();
  const see = (index: Map<string, string[]>, wording: string): boolean => {
    const matters = index.get(wording) ?? [];
    for (const matter of matters) found.set(matter, (found.get(matter) ?? new Set()).add(wording));
    return matters.length > 0;
  };
  seeChinese(fold(text), see);
  seeEnglish(stemmed(tokens), see);
  return new Map(Array.from(found, ([matter, wordings]) => [matter, wordings.size]));
}

type See = (index: Map<string, string[]>, wording: string) => boolean;

function seeChinese(text: string, see: See): void {
  for (let at = 0; at < text.length; at++) {
    const longest = longestFrom.get(text.charAt(at)) ?? 0;
    for (let length = Math.min(longest, text.length - at); length > 0; length--) {
      if (see(chinese, text.slice(at, at + length))) break;
    }
  }
}

function seeEnglish(words: string[], see: See): void {
  words.forEach((_, at) => {
    for (let length = 3; length > 0; length--) {
      if (see(english, words.slice(at, at + length).join(' '))) break;
    }
  });
}
