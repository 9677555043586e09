/** What an index of failing is made of; each part is a rate of its own. */
export const failingParts = [
  'fault',
  'contested',
  'escalated',
  'unresolved',
  'reopened',
  'dissatisfied',
  'overLimit',
] as const;
export type FailingPart = (typeof failingParts)[number];

/**
 * How much each part weighs, of 100 points (M13): a cause that lies with government itself and a filer who contests weigh
 * most, because they say what failed; the clocks say only that something did.
 */
export const failingWeights: Readonly<Record<FailingPart, number>> = {
  fault: 20,
  contested: 20,
  unresolved: 15,
  escalated: 15,
  dissatisfied: 10,
  reopened: 10,
  overLimit: 10,
};

/** As many cases as average ones are added to each rate, so that one of one does not lead (shrinkage). */
export const shrinkBy = 20;

/** A rate as it was counted: `count` of `of`. */
export interface Rate {
  count: number;
  of: number;
}
export type Rates = Record<FailingPart, Rate>;

/** Why an index is what it is: one part. */
export interface Why {
  part: FailingPart;
  count: number;
  of: number;
  /** as counted, 0 to 1; null where nothing was counted */
  rate: number | null;
  /** the rate with `shrinkBy` average cases added */
  shrunk: number;
  /** the same of all together */
  average: number;
  /** shrunk rate times weight: the points that it adds to the index */
  points: number;
}

export interface Ranked<Key> {
  key: Key;
  /** 0 to 100: the sum of the points of its parts */
  index: number;
  /** cases that it rests on */
  cases: number;
  why: Why[];
}

/** Ranks by index, the worst first; the same index by more cases first. */
export function ranked<Key>(groups: readonly { key: Key; cases: number; rates: Rates }[]): Ranked<Key>[] {
  const averages = averagesOf(groups.map(({ rates }) => rates));
  return groups
    .map(({ key, cases, rates }) => {
      const why = failingParts.map((part) => whyOf(part, rates[part], averages[part]));
      const index = rounded(
        why.reduce((sum, { points }) => sum + points, 0),
        2,
      );
      return { key, index, cases, why: why.sort((one, other) => other.points - one.points) };
    })
    .sort((one, other) => other.index - one.index || other.cases - one.cases);
}

function averagesOf(all: readonly Rates[]): Record<FailingPart, number> {
  const average = (part: FailingPart): number => {
    const count = all.reduce((sum, rates) => sum + rates[part].count, 0);
    const of = all.reduce((sum, rates) => sum + rates[part].of, 0);
    return of === 0 ? 0 : Math.min(1, count / of);
  };
  return Object.fromEntries(failingParts.map((part) => [part, average(part)])) as Record<FailingPart, number>;
}

function whyOf(part: FailingPart, { count, of }: Rate, average: number): Why {
  // A case can be contested or escalated more than once: no rate is more than all of it.
  const shrunk = Math.min(1, (count + shrinkBy * average) / (of + shrinkBy));
  return {
    part,
    count,
    of,
    rate: of === 0 ? null : rounded(count / of, 4),
    shrunk: rounded(shrunk, 4),
    average: rounded(average, 4),
    points: rounded(shrunk * failingWeights[part], 2),
  };
}

const rounded = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;
