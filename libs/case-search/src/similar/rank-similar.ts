import type { Collection } from '../documents/collection';
import { isMatter, type Occurrences, type Part, parts, type Terms } from '../documents/terms';

/** A case as the ranking compares it. */
export interface ComparableCase {
  trackingNumber: string;
  category: string;
  terms: Terms;
}

/** The knobs of the ranking. Chosen on the half `tune` of the labelled cases (ADR 0010). */
export interface RankingOptions {
  /** what a term counts by where it stands */
  parts: Record<Part, number>;
  /** how soon more of the same term says no more */
  saturation: number;
  /** how much more a matter of the lexicon says than a word or pair of characters of the same rarity */
  matter: number;
  /** what the same category adds; texts add 1 at most */
  category: number;
  /** a word in more than this share of all cases is a phrase of the trade ("please handle soon") and says nothing */
  common: number;
  /** the best cases of a round lend their strongest terms to the next round */
  feedback: { rounds: number; cases: number; terms: number; weight: number };
  /** what texts must have in common at least */
  least: number;
}

export const rankingOptions: RankingOptions = {
  parts: { A: 2, B: 1, C: 1, D: 1 },
  saturation: 2,
  matter: 4,
  category: 1,
  common: 0.3,
  feedback: { rounds: 2, cases: 4, terms: 30, weight: 1 },
  least: 0.02,
};

export interface RankedCase {
  trackingNumber: string;
  /** of texts and category together, 0 … 2 */
  score: number;
  /** matters of the lexicon that both cases speak of, the weightiest first */
  matters: string[];
}

/** Terms with their weights, of length 1. */
export type TermWeights = ReadonlyMap<string, number>;

/**
 * How likely each candidate is the same kind of matter (M8), the likeliest first. Words, pairs of characters and matters
 * weigh the more, the rarer they are and the more often they are said (as in BM25), the subject more than the rest; cases are
 * compared by the angle between their terms; the same category adds a fixed share. Then twice over the best candidates lend
 * their strongest terms to the question (relevance feedback, RM3): so a case in other words is found through one that shares
 * words with both. Of the case in question only what the filer said counts: its handling may not be known yet.
 */
export function rankSimilar(
  asked: ComparableCase,
  candidates: readonly ComparableCase[],
  collection: Collection,
  options: RankingOptions = rankingOptions,
): RankedCase[] {
  const told = termWeights(filersWords(asked.terms), collection, options);
  const compared = candidates.map((candidate) => ({
    candidate,
    weights: termWeights(candidate.terms, collection, options),
    prior: candidate.category === asked.category ? options.category : 0,
  }));
  let question = told;
  let ranked = ranking(question, compared);
  for (let round = 0; round < options.feedback.rounds; round++) {
    question = withFeedback(told, ranked, options);
    ranked = ranking(question, compared);
  }
  return ranked
    .filter(({ score, prior }) => score - prior >= options.least)
    .map(({ candidate, score, weights }) => {
      return { trackingNumber: candidate.trackingNumber, score, matters: mattersOfBoth(told, weights) };
    });
}

/** What the filer said, without how it was handled. */
export function filersWords(terms: Terms): Terms {
  const words: Terms = new Map();
  for (const [term, { A, B }] of terms) {
    if (A !== undefined || B !== undefined) words.set(term, { ...(A && { A }), ...(B && { B }) });
  }
  return words;
}

/** The terms of a case, each by how rare it is, how often it is said and where. */
export function termWeights(
  terms: Terms,
  collection: Collection,
  options: RankingOptions = rankingOptions,
): TermWeights {
  const weights = new Map<string, number>();
  for (const [term, found] of terms) {
    const cases = collection.casesWith(term);
    if (isMatter(term))
      weights.set(term, options.matter * information(cases, collection) * said(found, options));
    else if (cases <= Math.max(1, options.common * collection.cases)) {
      weights.set(term, information(cases, collection) * said(found, options));
    }
  }
  return ofLengthOne(weights);
}

/** The cosine of the angle between two cases: 1 where they say the same. */
export function likeness(one: TermWeights, other: TermWeights): number {
  let sum = 0;
  for (const [term, weight] of one) sum += weight * (other.get(term) ?? 0);
  return sum;
}

const information = (withIt: number, { cases }: Collection): number =>
  Math.log(1 + (Math.max(0, cases - withIt) + 0.5) / (withIt + 0.5));

function said(found: Occurrences, options: RankingOptions): number {
  let often = 0;
  for (const part of parts) often += options.parts[part] * (found[part] ?? 0);
  return (often * (options.saturation + 1)) / (often + options.saturation);
}

function ofLengthOne(weights: Map<string, number>): TermWeights {
  let squares = 0;
  for (const weight of weights.values()) squares += weight * weight;
  const length = Math.sqrt(squares) || 1;
  for (const [term, weight] of weights) weights.set(term, weight / length);
  return weights;
}

interface Compared {
  candidate: ComparableCase;
  weights: TermWeights;
  prior: number;
}

type Scored = Compared & { score: number };

const ranking = (question: TermWeights, compared: readonly Compared[]): Scored[] =>
  compared
    .map((each) => ({ ...each, score: likeness(question, each.weights) + each.prior }))
    .sort((one, other) => other.score - one.score);

function withFeedback(
  told: TermWeights,
  ranked: readonly Scored[],
  { feedback, least }: RankingOptions,
): TermWeights {
  const lent = new Map<string, number>();
  const lenders = ranked.filter(({ score, prior }) => score - prior >= least).slice(0, feedback.cases);
  for (const { weights, score } of lenders) {
    for (const [term, weight] of weights) lent.set(term, (lent.get(term) ?? 0) + weight * score);
  }
  const strongest = Array.from(lent)
    .sort(([, one], [, other]) => other - one)
    .slice(0, feedback.terms);
  const question = new Map(told);
  for (const [term, weight] of ofLengthOne(new Map(strongest))) {
    question.set(term, (question.get(term) ?? 0) + feedback.weight * weight);
  }
  return ofLengthOne(question);
}

function mattersOfBoth(told: TermWeights, weights: TermWeights): string[] {
  return Array.from(told)
    .filter(([term]) => isMatter(term) && weights.has(term))
    .sort(([, one], [, other]) => other - one)
    .map(([term]) => term.slice(1).replaceAll('-', ' '));
}
