import { describe, expect, it } from '@jest/globals';
import { suppressed } from './suppression';
import { possible, tablesOf } from './tables.testing';

describe('what the public is told', () => {
  it('shows counts where none is small', () => {
    expect(suppressed([12, 5, 8])).toEqual({ cells: [12, 5, 8], total: 25 });
    expect(suppressed([])).toEqual({ cells: [], total: 0 });
  });

  it('hides a small one, and withholds the total, which would tell it', () => {
    expect(suppressed([3, 5, 5, 10])).toEqual({ cells: ['<5', 5, 5, 10], total: 'withheld' });
  });

  it('shows the total where several are hidden and it leaves every one of them open', () => {
    expect(suppressed([12, 3, 8, 1])).toEqual({ cells: [12, '<5', 8, '<5'], total: 24 });
    expect(suppressed([12, 0, 8, 1])).toMatchObject({ total: 'withheld' });
    expect(suppressed([12, 4, 8, 1])).toMatchObject({ total: 'withheld' });
  });

  it('does not tell a total that is small itself', () => {
    expect(suppressed([2, 2])).toMatchObject({ total: 'withheld' });
    expect(suppressed([0, 0, 0])).toMatchObject({ total: 'withheld' });
  });

  // Proved for all tables of up to four counts of up to 12: larger ones are shown as they are, whatever they are.
  it.each([1, 2, 3, 4])(
    'leaves every hidden one of %d anything from 0 to 4 to who knows the rule',
    (length) => {
      const counts = Array.from({ length: 13 }, (_, count) => count);
      const narrow = [...possible(tablesOf(counts, length), suppressed)].filter(([, cells]) =>
        cells.some((values) => Math.min(...values) < 5 && [...values].sort().join() !== '0,1,2,3,4'),
      );
      expect(narrow.map(([published]) => published)).toEqual([]);
    },
  );
});
