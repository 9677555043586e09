import { fold, tokensOf } from '@casetrace/text-search';
import { mattersOfHomes } from './matters-of-homes';
import { mattersOfSystems } from './matters-of-systems';
import { mattersOfTrade } from './matters-of-trade';
import { mattersOfWork } from './matters-of-work';
import type { Wordings } from './wordings';

/** The matters that a text speaks of, each with how many different wordings of it were found. */
export type Matters = Map<string, number>;

const all: Wordings = { ...mattersOfWork, ...mattersOfHomes, ...mattersOfTrade, ...mattersOfSystems };
const longest = 8;
/** folded Chinese wording, or stemmed English one with spaces around, to the matters that it speaks of */
const chinese = new Map<string, string[]>();
const english = new Map<string, string[]>();

/** English words by their stems, so that `leaking` and `leaks` are one. */
const stemmed = (text: string): string =>
  tokensOf(text)
    .filter(({ kind }) => kind === 'word')
    .map(({ text: word, stem }) => stem ?? word)
    .join(' ');

for (const [matter, wordings] of Object.entries(all)) {
  const [zh = '', en = ''] = wordings.split('|');
  for (const word of zh.trim().split(/\s+/u)) note(chinese, fold(word), matter);
  for (const phrase of en.split(',')) note(english, stemmed(phrase), matter);
}

function note(index: Map<string, string[]>, wording: string, matter: string): void {
  if (wording === '') return;
  const known = index.get(wording);
  if (!known) index.set(wording, [matter]);
  else if (!known.includes(matter)) known.push(matter);
}

/**
 * What a text speaks of, whatever it calls it: colloquial or official, Chinese or English (M8). Of wordings that begin at the
 * same place the longest counts.
 */
export function mattersIn(text: string): Matters {
  const found = new Map<string, Set<string>>();
  const see = (index: Map<string, string[]>, wording: string): boolean => {
    const matters = index.get(wording) ?? [];
    for (const matter of matters) found.set(matter, (found.get(matter) ?? new Set()).add(wording));
    return matters.length > 0;
  };
  seeChinese(fold(text), see);
  seeEnglish(stemmed(text).split(' '), see);
  return new Map(Array.from(found, ([matter, wordings]) => [matter, wordings.size]));
}

type See = (index: Map<string, string[]>, wording: string) => boolean;

function seeChinese(text: string, see: See): void {
  for (let at = 0; at < text.length; at++) {
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
