import { askedTokens } from './search-query';
import { type Token, tokensOf } from './tokens';

/** A piece of a text; `hit` where it is what was searched for. */
export interface Segment {
  text: string;
  hit: boolean;
}

interface Range {
  from: number;
  to: number;
}

const contextLength = 40;

/**
 * What of a text shows why it was found: the surroundings of the first hits within `length` characters, cut into segments.
 * Without a hit, the beginning of the text.
 */
export function excerpts(text: string, typed: string, length = 160): Segment[] {
  const hits = hitsIn(text, typed);
  const first = hits[0]?.from ?? 0;
  const from = first <= contextLength || text.length <= length ? 0 : first - contextLength;
  const to = Math.min(text.length, from + length);
  const pieces: Segment[] = from > 0 ? [{ text: '…', hit: false }] : [];
  let at = from;
  const add = (end: number, hit: boolean): void => {
    if (end > at) pieces.push({ text: text.slice(at, end), hit });
    at = Math.max(at, end);
  };
  for (const hit of hits.filter((each) => each.from < to)) {
    add(hit.from, false);
    add(Math.min(hit.to, to), true);
  }
  add(to, false);
  if (to < text.length) pieces.push({ text: '…', hit: false });
  return pieces;
}

/** Where the terms stand in a text, in order, without overlap. */
function hitsIn(text: string, typed: string): Range[] {
  const tokens = tokensOf(text);
  const found = typed.split(/\s+/u).flatMap((term) => occurrences(tokens, askedTokens(term)));
  const merged: Range[] = [];
  for (const range of found.sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else merged.push({ ...range });
  }
  return merged;
}

function occurrences(tokens: Token[], asked: Token[]): Range[] {
  const [first] = asked;
  if (!first) return [];
  return tokens.flatMap((token, index) => {
    const end = asked.length === 1 ? token : follows(tokens, index, asked);
    return end && matches(token, first) ? [{ from: token.from, to: endOf(token, end, first, asked) }] : [];
  });
}

/** The last token of the phrase that begins at `index`, where all of it stands there. */
function follows(tokens: Token[], index: number, asked: Token[]): Token | null {
  let at = index;
  for (const [step, want] of asked.entries()) {
    if (step > 0) at += gapBefore(asked, step);
    const here = tokens[at];
    if (!here || !matches(here, want)) return null;
  }
  return tokens[at] ?? null;
}

const gapBefore = (asked: Token[], step: number): number => {
  const before = asked[step - 1];
  return before?.kind === 'pair' && (asked[step]?.from ?? 0) >= before.to ? 2 : 1;
};

function matches(token: Token, asked: Token): boolean {
  if (asked.kind === 'pair') return token.text === asked.text;
  const stemOf = ({ stem, text }: Token): string => stem ?? text;
  return token.text.startsWith(asked.text) || stemOf(token) === stemOf(asked);
}

/** Of a pair that was found by its first character only that one is the hit. */
function endOf(token: Token, end: Token, first: Token, asked: Token[]): number {
  const single = asked.length === 1 && first.kind === 'single' && token.kind === 'pair';
  return single ? token.from + (token.to - token.from) / 2 : end.to;
}
