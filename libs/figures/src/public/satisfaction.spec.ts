import { describe, expect, it } from '@jest/globals';
import { type Answers, publicShares } from './satisfaction';
import { suppressed } from './suppression';
import { possible, tablesOf } from './tables.testing';

const answers = (satisfied: number, dissatisfied: number): Answers => ({ satisfied, dissatisfied });
const all = ({ satisfied, dissatisfied }: Answers): number => satisfied + dissatisfied;
const partsOf = (of: number): Answers[] =>
  Array.from({ length: of + 1 }, (_, some) => answers(some, of - some));

describe('what the public is told of satisfaction', () => {
  it('is a share where both parts are at least five', () => {
    expect(publicShares([answers(15, 5), answers(20, 4)]).cells).toEqual([0.75, null]);
  });

  it('counts categories with ten answers in all, and not where one hidden part would follow', () => {
    expect(publicShares([answers(15, 5), answers(3, 1)]).total).toBe(0.75);
    expect(publicShares([answers(15, 5), answers(20, 4)]).total).toBeNull();
    expect(publicShares([answers(15, 5), answers(1, 19), answers(17, 3), answers(2, 18)]).total).toBe(0.44);
    expect(publicShares([]).total).toBeNull();
  });

  it('leaves every small part anything from 0 to 4 to who knows the rule, all answers and shares', () => {
    const few = [0, 1, 2, 3, 4].flatMap(partsOf);
    const more = [5, 9, 10, 11].flatMap(partsOf);
    const trials = [
      { length: 1, rows: [...few, ...more] },
      { length: 2, rows: [...few, ...more] },
      { length: 3, rows: [...few, ...[5, 10].flatMap(partsOf)] },
    ];
    const published = (table: Answers[]) => [suppressed(table.map(all)), publicShares(table)];
    for (const { length, rows } of trials) {
      const narrow = [...possible(tablesOf(rows, length), published)].filter(([, categories]) =>
        categories.some((values) => narrowed([...values]).length > 0),
      );
      expect(narrow.map(([said]) => said)).toEqual([]);
    }
  });
});

/** Small parts of what a category can be that rule another small one out. */
function narrowed(values: readonly Answers[]): Answers[] {
  const has = (part: keyof Answers, count: number, of: number): boolean =>
    values.some((other) => other[part] === count && (of < 5 || all(other) === of));
  return values.filter((one) =>
    (['satisfied', 'dissatisfied'] as const)
      .filter((part) => one[part] < 5)
      .some((part) => ![0, 1, 2, 3, 4].every((count) => has(part, count, all(one)))),
  );
}
