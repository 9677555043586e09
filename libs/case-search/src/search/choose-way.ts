import { tokensOf } from '@casetrace/text-search';
import type { Collection } from '../documents/collection';

/**
 * How cases are found. `gather`: all that match, by the index of terms, then sorted; its cost grows with how many match.
 * `walk`: from the newest on until the page is full; its cost grows with how few match.
 */
export type Way = 'gather' | 'walk';

/** Up to this many cases are gathered: they are read in a few tens of milliseconds (ADR 0010). */
const mostGathered = 3_000;

/** Chooses by how many cases hold each term and filter. `terms` as typed, `keys` are filters. */
export function chooseWay(terms: readonly string[], keys: readonly string[], collection: Collection): Way {
  const counts = [
    ...terms.map((term) => casesWithTerm(term, collection)),
    ...keys.map((key) => collection.casesWith(key)),
  ];
  return Math.min(collection.cases, ...counts) <= mostGathered ? 'gather' : 'walk';
}

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
