import type { RecordDatabase } from '@casetrace/case-record';
import type { Way } from './choose-way';
import { matching, Values, within } from './conditions';
import type { SearchCursor } from './search-cursor';
import type { Searcher, SearchFilter, SearchOrder } from './search-request';

/** What is to be found, as PostgreSQL is asked for it. */
export interface Finding {
  /** tsqueries, all of which must match */
  terms: readonly string[];
  /** filters that are terms of the documents */
  keys: readonly string[];
  filter: SearchFilter;
  order: SearchOrder;
  searcher: Searcher;
  cursor: SearchCursor | null;
  limit: number;
}

/** A page and one case more where there are more; `count`: how many were looked at and match. */
export interface Found {
  cases: SearchCursor[];
  count: number;
}

/** A walk looks at no more cases than this; where that does not fill the page, they are gathered after all. */
const longestWalk = 10_000;
/** A count goes no further; relevance is weighed among no more of the newest. */
export const countedUpTo = 1_000;

const newestFirst = 'd.registered_at DESC, d.tracking_number DESC';
const exactly = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Finds one page. @throws RecordError recordUnavailable. */
export async function findCases(
  database: RecordDatabase,
  finding: Finding,
  way: Way,
): Promise<Found & { way: Way }> {
  if (way === 'walk') {
    const walked = await find(database, finding, 'walk');
    if (walked.cases.length > finding.limit) return { ...walked, way };
  }
  return { ...(await find(database, finding, 'gather')), way: 'gather' };
}

async function find(database: RecordDatabase, finding: Finding, way: Way): Promise<Found> {
  const values = new Values();
  const text =
    finding.order === 'relevance' ? byRelevance(finding, way, values) : byAge(finding, way, values);
  const cases = await database.rows<SearchCursor & { count: number }>({ name: '', text }, values.all);
  return { cases, count: cases[0]?.count ?? 0 };
}

function byAge(finding: Finding, way: Way, values: Values): string {
  const { cursor, limit } = finding;
  const further =
    cursor === null
      ? 'true'
      : `(d.registered_at, d.tracking_number) < (${values.add(cursor.at)}::timestamptz, ${values.add(cursor.number)})`;
  const most = cursor === null ? Math.max(countedUpTo, limit) + 1 : limit + 1;
  return `
    WITH d AS MATERIALIZED (${hits(finding, way, { columns: '', further, most }, values)})
    SELECT NULL AS rank, ${exactly('d.registered_at')} AS at, d.tracking_number AS number, count(*) OVER ()::int AS count
    FROM d ORDER BY ${newestFirst} LIMIT ${values.add(limit + 1)}`;
}

function byRelevance(finding: Finding, way: Way, values: Values): string {
  const { cursor, limit, terms } = finding;
  const columns = `, ts_rank(d.shared, ${values.add(terms.join(' & '))}::tsquery, 1) AS rank`;
  const inner = hits(finding, way, { columns, further: 'true', most: countedUpTo + 1 }, values);
  const further =
    cursor === null
      ? 'true'
      : `(d.rank, d.registered_at, d.tracking_number) < (${values.add(cursor.rank)}::float4,
          ${values.add(cursor.at)}::timestamptz, ${values.add(cursor.number)})`;
  return `
    WITH d AS MATERIALIZED (${inner})
    SELECT d.rank::text AS rank, ${exactly('d.registered_at')} AS at, d.tracking_number AS number,
      (SELECT count(*) FROM d)::int AS count
    FROM d WHERE ${further} ORDER BY d.rank DESC, ${newestFirst} LIMIT ${values.add(limit + 1)}`;
}

interface HitOptions {
  columns: string;
  /** what keeps out what earlier pages have shown */
  further: string;
  most: number;
}

/**
 * The cases that match. Gathered ones are not limited, so that PostgreSQL takes the index of terms, as was decided; on a walk
 * the inner limit bounds the work whatever the terms are.
 */
function hits(
  { terms, keys, filter, searcher }: Finding,
  way: Way,
  options: HitOptions,
  values: Values,
): string {
  const { columns, further, most } = options;
  const select = `SELECT d.registered_at, d.tracking_number${columns}`;
  const period = within(filter, values);
  const match = matching(terms, keys, searcher, values);
  if (way === 'gather') return `${select} FROM case_documents d WHERE ${match} AND ${period} AND ${further}`;
  return `${select} FROM (
      SELECT d.* FROM case_documents d WHERE ${period} AND ${further} ORDER BY ${newestFirst} LIMIT ${longestWalk}
    ) d WHERE ${match} ORDER BY ${newestFirst} LIMIT ${values.add(most)}`;
}
