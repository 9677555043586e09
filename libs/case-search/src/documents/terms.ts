import { type Token, tokensOf } from '@casetrace/text-search';
import { mattersIn } from '../lexicon/lexicon';

/**
 * Where in a case a term stands, by the weights of its document: A subject, B details and what the filer stated, C handling, D
 * what departments keep among themselves.
 */
export const parts = ['A', 'B', 'C', 'D'] as const;
export type Part = (typeof parts)[number];

/** A text of a case and where it stands. */
export interface PartText {
  part: Part;
  content: string;
}

/** How often a term stands in each part of a case. */
export type Occurrences = Partial<Record<Part, number>>;
/** Pairs of characters, stems of words, and matters of the lexicon (`#…`), each with where it stands. */
export type Terms = Map<string, Occurrences>;

/** The term of a matter of the lexicon. No text can hold it: `#` is no letter. */
export const matterTerm = (matter: string): string => `#${matter.replaceAll(' ', '-')}`;
export const isMatter = (term: string): boolean => term.startsWith('#');

/** A matter counts no further than this in one text, so that a long text does not outweigh all others. */
const mostOfAMatter = 5;

/** The matters of a text as terms, each as often as it is said in different words. */
export function matterTerms(text: string, tokens: readonly Token[]): [term: string, times: number][] {
  return Array.from(mattersIn(text, tokens), ([matter, times]) => [
    matterTerm(matter),
    Math.min(times, mostOfAMatter),
  ]);
}

/** The terms of texts that stand in no document yet, the same as `termsOfDocument` reads from one. */
export function termsOfTexts(texts: readonly PartText[]): Terms {
  const terms: Terms = new Map();
  for (const { part, content } of texts) {
    const tokens = tokensOf(content);
    for (const { text, stem } of tokens) {
      for (const term of stem === undefined ? [text] : [text, stem])
        if (isComparable(term)) note(terms, term, part);
    }
    for (const [term, times] of matterTerms(content, tokens)) note(terms, term, part, times);
  }
  return terms;
}

/**
 * Reads a document back as PostgreSQL writes it: `'低保':1A,7B 'leak':9B …`. A position without a letter has weight D. By hand:
 * a hundred documents are read for one question.
 */
export function termsOfDocument(document: string): Terms {
  const terms: Terms = new Map();
  for (let at = document.indexOf(quote); at !== -1;) {
    const end = document.indexOf(quote, at + 1);
    const next = document.indexOf(quote, end + 1);
    const term = document.slice(at + 1, end);
    const places = next === -1 ? document.length : next - 1;
    if (end + 1 < places && isComparable(term)) terms.set(term, occurrences(document, end + 1, places));
    at = next;
  }
  return terms;
}

const quote = "'";
const letters: Readonly<Record<string, Part>> = { A: 'A', B: 'B', C: 'C' };

/** Counts the positions in `:1A,7B,9`, from the colon on. */
function occurrences(document: string, from: number, to: number): Occurrences {
  const found: Occurrences = {};
  for (let at = from + 1; at <= to; at++) {
    if (at < to && document[at] !== ',') continue;
    const part = letters[document[at - 1] ?? ''] ?? 'D';
    found[part] = (found[part] ?? 0) + 1;
  }
  return found;
}

function note(terms: Terms, term: string, part: Part, times = 1): void {
  const found = terms.get(term);
  if (found) found[part] = (found[part] ?? 0) + times;
  else terms.set(term, { [part]: times });
}

const anyDigit = /\p{N}/u;

/** Single characters, figures and filters say nothing of the matter. */
const isComparable = (term: string): boolean =>
  isMatter(term) || (term.length > 1 && !term.startsWith('@') && !anyDigit.test(term));
