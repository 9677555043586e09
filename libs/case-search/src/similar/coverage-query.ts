import type { Collection } from '../documents/collection';
import type { TermWeights } from './rank-similar';

/** So many terms of a case are looked up: the most informative dozen. */
const mostTerms = 12;
/** About so many cases are to be found, however many there are. */
const wantedCases = 600;
const mostGroups = 4;

/**
 * The tsquery that finds candidates. The terms are dealt to as many groups as it takes for no more than about `wantedCases` to
 * be expected, and a candidate shares one term at least of each: in a small collection one term, in a large one several.
 * Groups, not all combinations: PostgreSQL then reads the postings of the rarest group and skips through the others. Null
 * where there are no terms.
 */
export function coverageQuery(told: TermWeights, collection: Collection): string | null {
  const terms = apart(
    Array.from(told)
      .sort(([, one], [, other]) => other - one)
      .map(([term]) => term),
  ).slice(0, mostTerms);
  if (terms.length === 0) return null;
  const most = Math.min(mostGroups, terms.length);
  let groups = dealt(terms, 1);
  while (groups.length < most && expectedShare(groups, collection) * collection.cases > wantedCases) {
    groups = dealt(terms, groups.length + 1);
  }
  return groups.map((group) => `(${group.map((term) => `'${term}'`).join(' | ')})`).join(' & ');
}

/** Of pairs of characters that overlap in a text the first is enough: the others come with it. */
function apart(terms: readonly string[]): string[] {
  const begun = new Set<string>();
  const ended = new Set<string>();
  return terms.filter((term) => {
    const [first = '', last = '', ...more] = term;
    if (more.length > 0) return true;
    if (begun.has(last) || ended.has(first)) return false;
    begun.add(first);
    ended.add(last);
    return true;
  });
}

/** In turn, so that each group has informative ones. */
const dealt = (terms: readonly string[], groups: number): string[][] =>
  Array.from({ length: groups }, (_, group) => terms.filter((__, place) => place % groups === group));

/** The share of cases that hold a term of each group, were they independent. */
function expectedShare(groups: readonly string[][], { cases, casesWith }: Collection): number {
  const without = (group: readonly string[]): number =>
    group.reduce((share, term) => share * (1 - Math.min(1, casesWith(term) / cases)), 1);
  return groups.reduce((share, group) => share * (1 - without(group)), 1);
}
