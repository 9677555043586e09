import { type Connection, type FigureMeasure, figureMeasures } from '@casetrace/case-record';
import { balanceSigns } from '../totals/balance';
import { slicesBefore, slicesOf } from './period';
import { Asked, columnsWith, cutFor, type Grouped, grouping, type StatisticsQuery } from './statistics-query';

export type Sums = Record<FigureMeasure, number>;

const columns = columnsWith('department');
const sums = figureMeasures.map((measure) => `coalesce(sum(${measure}), 0)::float8 AS ${measure}`).join(', ');
const balance = Object.entries(balanceSigns)
  .map(([measure, sign]) => `${sign < 0 ? '-' : '+'} ${measure}`)
  .join(' ');

/** What happened in the period, summed up from months and days. */
export async function readCounts(
  connection: Connection,
  query: StatisticsQuery,
): Promise<(Grouped & Sums)[]> {
  const asked = new Asked();
  const { select, groupBy } = grouping(query.by, columns);
  const where = asked.within(cutFor(query), slicesOf(query)) + asked.filters(query, columns);
  const text = `SELECT ${select}, ${sums} FROM figure_totals WHERE ${where} ${groupBy}`;
  return connection.rows(asked.statement(text), asked.values);
}

/** How many cases were open when the period began. */
export async function readOpening(
  connection: Connection,
  query: StatisticsQuery,
): Promise<(Grouped & { open: number })[]> {
  const asked = new Asked();
  const { select, groupBy } = grouping(query.by, columns);
  const where = asked.within(cutFor(query), slicesBefore(query.from)) + asked.filters(query, columns);
  const text = `SELECT ${select}, coalesce(sum(${balance}), 0)::float8 AS open FROM figure_totals WHERE ${where} ${groupBy}`;
  return connection.rows(asked.statement(text), asked.values);
}
