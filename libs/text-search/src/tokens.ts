import stem from 'wink-porter2-stemmer';
import { foldedCharacters } from './fold';

/**
 * One unit of a folded text. Chinese is cut into pairs of neighbouring characters, each beginning at its own place, and the
 * last character of a run by itself: so every word of two characters and up is found, and a single one by its prefix.
 */
export interface Token {
  kind: 'pair' | 'single' | 'word';
  /** folded */
  text: string;
  /** of an English word, where it differs from the word */
  stem?: string;
  /** UTF-16 offsets in the original text, `to` exclusive */
  from: number;
  to: number;
}

interface Unit {
  han: boolean;
  text: string;
  from: number;
  to: number;
}

const han = /\p{Script=Han}/u;
const partOfWord = /[\p{L}\p{N}]/u;
const kinds = new Map<string, 'han' | 'word' | 'other'>();
const english = /^[a-z]{3,}$/;
/** A longer word is known by its beginning: PostgreSQL takes no lexeme of more than 2,046 bytes. */
const longestWord = 64;

/** Cuts a text into the units that it is searched by, in their order. */
export function tokensOf(text: string): Token[] {
  return runsOf(text).flatMap((run) => (run[0]?.han ? pairsOf(run) : [wordOf(run)]));
}

function pairsOf(run: Unit[]): Token[] {
  return run.map(({ text, from, to }, index) => {
    const next = run[index + 1];
    return next
      ? { kind: 'pair', text: text + next.text, from, to: next.to }
      : { kind: 'single', text, from, to };
  });
}

function wordOf(run: Unit[]): Token {
  const text = run
    .slice(0, longestWord)
    .map((unit) => unit.text)
    .join('');
  const place = { from: run[0]?.from ?? 0, to: run.at(-1)?.to ?? 0 };
  const stemmed = english.test(text) ? stem(text) : text;
  return { kind: 'word', text, ...(stemmed !== text && { stem: stemmed }), ...place };
}

/** Neighbouring characters of one kind: Chinese, or letters and digits. What is neither parts them. */
function runsOf(text: string): Unit[][] {
  const runs: Unit[][] = [];
  let open: Unit[] | undefined;
  for (const { folded, from, to } of foldedCharacters(text)) {
    for (const character of folded) {
      const kind = kindOf(character);
      if (kind === 'other') {
        open = undefined;
        continue;
      }
      const isHan = kind === 'han';
      if (open?.[0]?.han !== isHan) {
        open = [];
        runs.push(open);
      }
      open.push({ han: isHan, text: character, from, to });
    }
  }
  return runs;
}

/** What Unicode says of a character is asked once. */
function kindOf(character: string): 'han' | 'word' | 'other' {
  let kind = kinds.get(character);
  if (kind === undefined) {
    if (han.test(character)) kind = 'han';
    else kind = partOfWord.test(character) ? 'word' : 'other';
    kinds.set(character, kind);
  }
  return kind;
}
