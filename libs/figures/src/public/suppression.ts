/** Counts below this are not told to the public: few cases can point at a person. */
export const smallest = 5;

/** A count as the public sees it; `withheld` is one that would give away another one. */
export type PublicCount = number | '<5' | 'withheld';

export interface PublicCounts {
  cells: PublicCount[];
  total: PublicCount;
}

/**
 * Hides small counts (P12). Where one is hidden beside a total, the smallest of the others is withheld too: else the total
 * less all that is shown would be the hidden one. Where there is no other, the total is withheld.
 */
export function suppressed(counts: readonly number[]): PublicCounts {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const small = counts.map((count) => count < smallest);
  if (!small.includes(true)) return { cells: [...counts], total };
  const shown = counts.filter((count) => count >= smallest);
  const other = shown.length === 0 ? -1 : counts.indexOf(Math.min(...shown));
  const cells = counts.map((count, index): PublicCount => {
    if (small[index]) return '<5';
    return index === other ? 'withheld' : count;
  });
  if (total < smallest) return { cells, total: '<5' };
  return { cells, total: other === -1 ? 'withheld' : total };
}
