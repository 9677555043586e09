import type { FigureCut, Statement } from '@casetrace/case-record';
import type { DayRange, Slice } from './period';

/** What statistics are broken down by, and may be narrowed to. */
export const dimensions = ['category', 'department', 'district', 'channel'] as const;
export type Dimension = (typeof dimensions)[number];

/** Only cases of these. What is left out is not asked. */
export type StatisticsFilter = Partial<Record<Dimension, string>>;

/** A question of a period: days of Asia/Shanghai, both included. */
export interface StatisticsQuery extends DayRange, StatisticsFilter {
  by: Dimension | 'none';
}

/** The name of a column for each dimension, in one table; `department` is called differently from one to another. */
export type Columns = Record<Dimension, string>;
export const columnsWith = (department: string): Columns => ({
  category: 'category',
  district: 'district',
  channel: 'channel',
  department,
});

/** A statement that is put together; every value goes in as a parameter. */
export class Asked {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** ` AND …` for each filter. */
  filters(filter: StatisticsFilter, columns: Columns): string {
    return dimensions
      .filter((dimension) => filter[dimension] !== undefined)
      .map((dimension) => ` AND ${columns[dimension]} = ${this.add(filter[dimension])}`)
      .join('');
  }

  /** Rows of the totals in a cut that together are these days. Nothing, where there are none. */
  within(cut: FigureCut, slices: readonly Slice[]): string {
    const parts = slices.map(
      ({ grain, from, to }) =>
        `(cut = '${cut}' AND grain = '${grain}' AND start >= ${this.add(from)}::date AND start < ${this.add(to)}::date)`,
    );
    return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
  }

  statement(text: string): Statement {
    return { name: '', text };
  }
}

/** The cut of the totals that has the fewest rows for a question. */
export function cutFor({ by, ...filter }: StatisticsQuery): FigureCut {
  const asked = dimensions.filter((dimension) => dimension === by || filter[dimension] !== undefined);
  const [only] = asked;
  if (only === undefined) return 'none';
  return asked.length === 1 ? only : 'all';
}

/** A row of an answer by group: the whole has no key, and neither has what says nothing, such as no district. */
export interface Grouped {
  key: string | null;
  whole: boolean;
}

/** Columns and grouping by which a statement answers each key and the whole at once. */
export function grouping(by: StatisticsQuery['by'], columns: Columns): { select: string; groupBy: string } {
  if (by === 'none') return { select: 'NULL::text AS key, true AS whole', groupBy: 'GROUP BY ()' };
  const column = columns[by];
  return {
    select: `nullif(${column}, '') AS key, grouping(${column}) = 1 AS whole`,
    groupBy: `GROUP BY GROUPING SETS ((${column}), ())`,
  };
}
