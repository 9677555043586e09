import type { Collection } from '../documents/collection';
import type { TermWeights } from './rank-similar';

/** So many terms of a case are looked up: the most informative dozen. */
const mostTerms = 12;
/** About so many cases that hold a rare word are looked through, however old they are. */
const mostWithRareWords = 500;

/** What candidates are found by. */
export interface AskedTerms {
  /** the weightiest first, with their weights */
  terms: [term: string, weight: number][];
  /** those of them that stand in few cases */
  rare: string[];
}

/** The dozen most informative terms of what was told, and the rare ones among them. */
export function askedTermsOf(told: TermWeights, { casesWith }: Collection): AskedTerms {
  const terms = apart(Array.from(told).sort(([, one], [, other]) => other - one)).slice(0, mostTerms);
  let cases = 0;
  const rare = terms
    .map(([term]) => term)
    .sort((one, other) => casesWith(one) - casesWith(other))
    .filter((term) => (cases += casesWith(term)) <= mostWithRareWords);
  return { terms, rare };
}

/** Of pairs of characters that overlap in a text the first is enough: the others come with it. */
function apart(terms: AskedTerms['terms']): AskedTerms['terms'] {
  const begun = new Set<string>();
  const ended = new Set<string>();
  return terms.filter(([term]) => {
    const [first = '', last = '', ...more] = term;
    if (more.length > 0) return true;
    if (begun.has(last) || ended.has(first)) return false;
    begun.add(first);
    ended.add(last);
    return true;
  });
}
