import type { Collection } from '../documents/collection';
import type { TermWeights } from './rank-similar';

/** So many terms of a case are looked up: the most informative dozen. */
const mostTerms = 12;
/** About so many cases are to be read and ranked. */
const wantedCases = 600;
const mostShared = 3;

/**
 * The tsquery that finds candidates: cases that share one, two or three of the most informative terms, so many that about
 * `wantedCases` are to be expected, however many cases there are. Null where there are no terms.
 */
export function coverageQuery(told: TermWeights, collection: Collection): string | null {
  const terms = Array.from(told)
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostTerms)
    .map(([term]) => term);
  if (terms.length === 0) return null;
  const shares = terms.map((term) => Math.min(1, collection.casesWith(term) / collection.cases));
  let atLeast = 1;
  const most = Math.min(mostShared, terms.length);
  while (atLeast < most && expectedShare(shares, atLeast) * collection.cases > wantedCases) atLeast += 1;
  return anyOf(
    terms.map((term) => `'${term}'`),
    atLeast,
  );
}

/** The share of cases that hold at least so many of the terms, were they independent. */
function expectedShare(shares: readonly number[], atLeast: number): number {
  let chances = [1, ...Array<number>(shares.length).fill(0)];
  for (const share of shares) {
    chances = chances.map((chance, held) => chance * (1 - share) + (chances[held - 1] ?? 0) * share);
  }
  return chances.slice(atLeast).reduce((sum, chance) => sum + chance, 0);
}

/** `a & (b | c) | b & c`: at least so many of the terms. */
function anyOf(terms: readonly string[], atLeast: number): string {
  if (atLeast === 1) return terms.join(' | ');
  return terms
    .slice(0, terms.length - atLeast + 1)
    .map((term, index) => `${term} & (${anyOf(terms.slice(index + 1), atLeast - 1)})`)
    .join(' | ');
}
