/** Counts below this are not told to the public: few cases can point at a person. */
export const smallest = 5;

/** A count as the public sees it. */
export type PublicCount = number | '<5';

/** A sum as the public sees it; `withheld` is one that would say more of a hidden count than that it is small. */
export type PublicTotal = number | 'withheld';

export interface PublicCounts {
  cells: PublicCount[];
  total: PublicTotal;
}

const most = smallest - 1;

/**
 * Whether the sum of hidden counts, each of 0 to 4, may be known: only where every one of them could still be anything from 0
 * to 4, so never the sum of one, and neither a low nor a high sum of several. That a sum is not told leaves as much open.
 */
export function leavesAllOpen(hidden: readonly number[]): boolean {
  const sum = hidden.reduce((all, count) => all + count, 0);
  return hidden.length === 0 || (most <= sum && sum <= most * (hidden.length - 1));
}

/**
 * Hides small counts (P12), and the total where what is shown, taken from it, would narrow them. Each other count is shown as
 * it is: to withhold the next smallest instead would tell between which values it lies.
 */
export function suppressed(counts: readonly number[]): PublicCounts {
  const hidden = counts.filter((count) => count < smallest);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const isTold = hidden.length === 0 || (total >= smallest && leavesAllOpen(hidden));
  return {
    cells: counts.map((count) => (count < smallest ? '<5' : count)),
    total: isTold ? total : 'withheld',
  };
}
