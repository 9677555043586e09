import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type PublicCounts, suppressed } from './suppression';

/** What a reader of the public figures could still take a cell for: by the total, and by what hidden cells can be. */
function possibleValues({ cells, total }: PublicCounts, of: number): Set<number> {
  const ranges = cells.map((cell): [number, number] => {
    if (typeof cell === 'number') return [cell, cell];
    return cell === '<5' ? [0, 4] : [5, 60];
  });
  const [least, most] = ranges[of]!;
  const others = ranges.filter((_, index) => index !== of);
  const low = others.reduce((sum, [lowest]) => sum + lowest, 0);
  const high = others.reduce((sum, [, highest]) => sum + highest, 0);
  const values = new Set<number>();
  for (let value = least; value <= most; value += 1) {
    const rest = typeof total === 'number' ? total - value : null;
    if (rest === null || (low <= rest && rest <= high)) values.add(value);
  }
  return values;
}

describe('what the public is told', () => {
  it('shows counts where none is small', () => {
    expect(suppressed([12, 5, 8])).toEqual({ cells: [12, 5, 8], total: 25 });
  });

  it('hides a small one, and the smallest other, so that the total does not tell it', () => {
    expect(suppressed([12, 3, 8])).toEqual({ cells: [12, '<5', 'withheld'], total: 23 });
  });

  it('withholds the total where there is no other', () => {
    expect(suppressed([4, 4])).toEqual({ cells: ['<5', '<5'], total: 'withheld' });
    expect(suppressed([1, 0])).toEqual({ cells: ['<5', '<5'], total: '<5' });
    expect(suppressed([])).toEqual({ cells: [], total: 0 });
  });

  it('never lets somebody work out how few they were', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 6 }), (counts) => {
        const told = suppressed(counts);
        for (const [index, count] of counts.entries()) {
          if (count >= 5) continue;
          expect(told.cells[index]).toBe('<5');
          if (count > 0) expect(possibleValues(told, index).size).toBeGreaterThan(1);
        }
      }),
    );
  });
});
