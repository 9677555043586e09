import { type Connection, exactTime } from '@casetrace/case-record';
import type { Way } from './choose-way';
import {
  anyInContact,
  fitting,
  inContact,
  inShared,
  type Question,
  termsInShared,
  Values,
  within,
} from './conditions';
import type { Place, SearchCursor } from './search-cursor';
import type { SearchOrder } from './search-request';

/** What is to be found, as PostgreSQL is asked for it. */
export interface Finding extends Question {
  order: SearchOrder;
  cursor: SearchCursor | null;
  limit: number;
  /** relevance is weighed among so many of the newest that match: all pages of an answer show those, and no others */
  window: number;
  /** a walk looks at no more cases than this; where that does not meet all that are wanted, they are gathered after all */
  longestWalk: number;
}

/** A page and one case more where there are more; `count`: how many were found to match. */
export interface Found {
  cases: SearchCursor[];
  count: number;
}

/** How many matches must be known for a page: all that are ranked, or those on it and one more. */
export const wantedOf = ({ order, window, limit }: Pick<Finding, 'order' | 'window' | 'limit'>): number =>
  order === 'relevance' ? window : limit + 1;

/** Where so many cases hold a term in their contact data, the newest of them are found by walking. */
const commonInContact = 2_000;

const newestFirst = 'd.registered_at DESC, d.tracking_number DESC';
const registered = exactTime('d.registered_at');

/**
 * Finds one page. Whichever way is taken, it is the same: a walk counts only where it has met all that are wanted.
 * @throws RecordError recordUnavailable.
 */
export async function findCases(
  connection: Connection,
  finding: Finding,
  way: Way,
): Promise<Found & { way: Way }> {
  if (way === 'walk' || (await isCommonInContact(connection, finding))) {
    const walked = await find(connection, finding, 'walk');
    if (walked.count >= wantedOf(finding)) return { ...walked, way: 'walk' };
  }
  return { ...(await find(connection, finding, 'gather')), way: 'gather' };
}

/** Of contact data nothing is counted beforehand (P7), such as how many live in a street: a bounded look tells. */
async function isCommonInContact(connection: Connection, finding: Finding): Promise<boolean> {
  if (finding.terms.length === 0) return false;
  const values = new Values();
  const text = `SELECT count(*)::int AS count FROM (
    SELECT FROM case_documents d WHERE ${anyInContact(finding, values)} LIMIT ${commonInContact}) AS looked`;
  const [row] = await connection.rows<{ count: number }>({ name: '', text }, values.all);
  return (row?.count ?? 0) >= commonInContact;
}

async function find(connection: Connection, finding: Finding, way: Way): Promise<Found> {
  const values = new Values();
  const text =
    finding.order === 'relevance' ? byRelevance(finding, way, values) : byAge(finding, way, values);
  const cases = await connection.rows<SearchCursor & { count: number }>({ name: '', text }, values.all);
  return { cases, count: cases[0]?.count ?? 0 };
}

function byAge(finding: Finding, way: Way, values: Values): string {
  const { cursor, limit } = finding;
  const further = from('<', cursor, values);
  return `
    WITH d AS MATERIALIZED (${hits(finding, way, { further, most: limit + 1 }, values)})
    SELECT NULL AS rank, NULL AS newest, ${registered} AS at, d.tracking_number AS number, (SELECT count(*) FROM d)::int AS count
    FROM (SELECT * FROM d ORDER BY ${newestFirst} LIMIT ${values.add(limit + 1)}) AS d ORDER BY ${newestFirst}`;
}

function byRelevance(finding: Finding, way: Way, values: Values): string {
  const { cursor, limit, terms, window } = finding;
  const ranked = from('<=', cursor?.newest ?? null, values);
  const inner = hits(finding, way, { further: ranked, most: window }, values);
  const further =
    cursor === null
      ? 'true'
      : `(d.rank, d.registered_at, d.tracking_number) < (${values.add(cursor.rank)}::float4,
          ${values.add(cursor.at)}::timestamptz, ${values.add(cursor.number)})`;
  const query = values.add(terms.map((term) => `(${term})`).join(' & '));
  return `
    WITH found AS MATERIALIZED (${inner}), newest AS MATERIALIZED (
      SELECT * FROM found d ORDER BY ${newestFirst} LIMIT ${values.add(window)}
    ), d AS MATERIALIZED (
      SELECT newest.*, (SELECT ts_rank(c.shared, ${query}::tsquery, 1) FROM case_documents c
        WHERE c.tracking_number = newest.tracking_number) AS rank
      FROM newest
    )
    SELECT d.rank::text AS rank, ${registered} AS at, d.tracking_number AS number,
      (SELECT json_build_object('at', ${registered}, 'number', d.tracking_number)
        FROM newest d ORDER BY ${newestFirst} LIMIT 1) AS newest,
      (SELECT count(*) FROM found)::int AS count
    FROM d WHERE ${further} ORDER BY d.rank DESC, ${newestFirst} LIMIT ${values.add(limit + 1)}`;
}

/** SQL: case `d` stands behind a place in the order of age, or on it. */
function from(than: '<' | '<=', place: Place | null, values: Values): string {
  if (place === null) return 'true';
  return `(d.registered_at, d.tracking_number) ${than} (${values.add(place.at)}::timestamptz, ${values.add(place.number)})`;
}

interface HitOptions {
  /** what keeps out what earlier pages have shown, or did not rank */
  further: string;
  most: number;
}

const key = 'd.registered_at, d.tracking_number';

/**
 * The cases that match. Gathering asks the index of terms for the two kinds of documents apart: so that no document is
 * opened whose terms the index knows already. On a walk the inner limit bounds the work whatever the terms are.
 */
function hits(finding: Finding, way: Way, { further, most }: HitOptions, values: Values): string {
  const period = `${within(finding.filter, values)} AND ${further}`;
  if (way === 'gather') {
    return `
      SELECT ${key} FROM case_documents d WHERE ${inShared(finding, values)} AND ${period}
      UNION
      SELECT ${key} FROM case_documents d
      WHERE ${period} AND ${fitting(finding, values)} AND ${inContact(finding, values)}`;
  }
  return `
    SELECT ${key} FROM (
      SELECT d.* FROM case_documents d WHERE ${period} ORDER BY ${newestFirst} LIMIT ${values.add(finding.longestWalk)}
    ) d
    WHERE ${fitting(finding, values)} AND (${termsInShared(finding, values)} OR ${inContact(finding, values)})
    ORDER BY ${newestFirst} LIMIT ${values.add(most)}`;
}
