import type { Connection } from '@casetrace/case-record';
import { type SpanName, spanNames } from '../definitions/definition';
import { Asked, columnsWith, type Grouped, grouping, type StatisticsQuery } from './statistics-query';

/** How long something took in the period: exact percentiles over all its cases; seconds of working time. */
export interface Span extends Grouped {
  span: SpanName;
  cases: number;
  median: number | null;
  p90: number | null;
}

/**
 * Each asked of an index that holds the period in one piece; together in one statement, so that PostgreSQL works on them side by
 * side where processors are free.
 */
export async function readSpans(connection: Connection, query: StatisticsQuery): Promise<Span[]> {
  const asked = new Asked();
  const text = spanNames.map((span) => measuring(span, query, asked)).join(' UNION ALL ');
  return connection.rows<Span>(asked.statement(text), asked.values);
}

function measuring(span: SpanName, query: StatisticsQuery, asked: Asked): string {
  const columns = columnsWith(`${span}_department`);
  const { select, groupBy } = grouping(query.by, columns);
  const days = `${span}_day >= ${asked.add(query.from)}::date AND ${span}_day <= ${asked.add(query.to)}::date`;
  return `
    SELECT '${span}' AS span, key, whole, cases, round(percentiles[1])::float8 AS median, round(percentiles[2])::float8 AS p90
    FROM (SELECT ${select}, count(*)::float8 AS cases,
        percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${span}_seconds) AS percentiles
      FROM figure_cases WHERE ${days}${asked.filters(query, columns)} ${groupBy}) AS ${span}`;
}
