import { tokensOf } from '@casetrace/text-search';
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
export function matterTerms(text: string): [term: string, times: number][] {
  return Array.from(mattersIn(text), ([matter, times]) => [
    matterTerm(matter),
    Math.min(times, mostOfAMatter),
  ]);
}

/** The terms of texts that stand in no document yet, the same as `termsOfDocument` reads from one. */
export function termsOfTexts(texts: readonly PartText[]): Terms {
  const terms: Terms = new Map();
  for (const { part, content } of texts) {
    for (const { text, stem } of tokensOf(content)) {
      note(terms, text, part);
      if (stem !== undefined) note(terms, stem, part);
    }
    for (const [term, times] of matterTerms(content)) note(terms, term, part, times);
  }
  return comparable(terms);
}

const entry = /'([^']+)'(?::([0-9,A-D]+))?/gu;

/** Reads a document back as PostgreSQL writes it: `'低保':1A,7B 'leak':9B …`. A position without a letter has weight D. */
export function termsOfDocument(document: string): Terms {
  const terms: Terms = new Map();
  for (const [, term = '', places = ''] of document.matchAll(entry)) {
    if (places !== '') for (const place of places.split(',')) note(terms, term, partOf(place));
  }
  return comparable(terms);
}

const partOf = (place: string): Part => {
  const letter = place.at(-1) ?? '';
  return letter === 'A' || letter === 'B' || letter === 'C' ? letter : 'D';
};

function note(terms: Terms, term: string, part: Part, times = 1): void {
  const found = terms.get(term);
  if (found) found[part] = (found[part] ?? 0) + times;
  else terms.set(term, { [part]: times });
}

const anyDigit = /\p{N}/u;

/** Without what says nothing of the matter: single characters, figures, filters. */
function comparable(terms: Terms): Terms {
  for (const term of terms.keys()) {
    if (term.startsWith('@') || (!isMatter(term) && (term.length < 2 || anyDigit.test(term))))
      terms.delete(term);
  }
  return terms;
}
