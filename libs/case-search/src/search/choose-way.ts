import { tokensOf } from '@casetrace/text-search';
import type { Collection } from '../documents/collection';

/**
 * How cases are found. `gather`: all that match, by the index of terms, then sorted; its cost grows with how many match.
 * `walk`: from the newest on until enough are met; its cost grows with how few match.
 */
export type Way = 'gather' | 'walk';

/**
 * What it costs to open a document, and to read a row that was gathered, where the next row of a walk costs 1 (measured: ADR 0010).
 * Rows that are gathered lie all over the table; up to `few` of them that is not felt, and they are counted to the end.
 */
const opening = 20;
const scattered = 4;
const few = 1_000;

/** What is asked for. `terms` as typed, `keys` are filters, `wanted` how many cases must be met. */
export interface AskedFor {
  terms: readonly string[];
  keys: readonly string[];
  wanted: number;
}

/** Takes the way that costs less, by how many cases hold each term and filter, as if they were independent. */
export function chooseWay({ terms, keys, wanted }: AskedFor, collection: Collection): Way {
  const { cases, casesWith } = collection;
  const ofTerms = product(terms.map((term) => casesWithTerm(term, collection) / cases));
  const ofKeys = product(keys.map((key) => casesWith(key) / cases));
  const matching = cases * ofTerms * ofKeys;
  const walked = Math.min(cases, wanted / (ofTerms * ofKeys));
  const openedOfGathered = terms.some(isPhrase) ? matching : 0;
  const openedOnWalk = terms.length === 0 ? 0 : walked * ofKeys;
  const gathering = matching + (scattered - 1) * Math.max(0, matching - few) + opening * openedOfGathered;
  const walking = walked + opening * openedOnWalk;
  return gathering <= walking ? 'gather' : 'walk';
}

const product = (shares: readonly number[]): number =>
  shares.reduce((all, share) => all * Math.min(1, share), 1);

/** The index knows that the parts of a phrase are there, not that they follow one another. */
const isPhrase = (term: string): boolean => tokensOf(term).filter(({ kind }) => kind !== 'single').length > 1;

/** A phrase stands in no more cases than the rarest of its parts. */
function casesWithTerm(term: string, { cases, casesWith, casesBeginning }: Collection): number {
  const tokens = tokensOf(term);
  const pairs = tokens.filter(({ kind }) => kind === 'pair');
  const counts = (pairs.length > 0 ? pairs : tokens).map(({ kind, text, stem }) => {
    if (kind === 'pair') return casesWith(text);
    return casesBeginning(text) + (stem === undefined ? 0 : casesWith(stem));
  });
  return Math.min(cases, ...counts);
}
