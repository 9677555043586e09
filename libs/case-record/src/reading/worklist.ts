import type { CaseStatus, DeadlineKind } from '@casetrace/contracts';
import { z } from 'zod';
import { DatabaseClock } from '../database/database-clock';
import type { RecordDatabase } from '../database/record-database';
import type { CompleteRecordOptions } from '../record-options';
import { cursorOf, exactTime, placeCode, placeTime, readCursor } from './page-cursor';

/** Which open cases. What is left out is not asked. `closed` cases are in no worklist: they are read by number. */
export interface WorklistFilter {
  /** the responsible one */
  department?: string;
  registeringDepartment?: string;
  status?: CaseStatus;
  category?: string;
  district?: string;
  officer?: string;
  level?: number;
  /** ISO 8601 */
  dueBefore?: string;
  /** due by the database's clock, and not applied yet */
  overdue?: boolean;
}

export interface WorklistRequest {
  /** `next` of the page before */
  cursor?: string;
  limit: number;
}

/** A case on a worklist. Times are ISO 8601 in UTC. */
export interface WorklistItem {
  trackingNumber: string;
  version: number;
  status: CaseStatus;
  category: string;
  /** null where it was erased or is not for every department */
  subject: string | null;
  district: string | null;
  registeringDepartment: string;
  responsibleDepartment: string;
  responsibleOfficer: string | null;
  level: number;
  unansweredStatements: number;
  registeredAt: string;
  nextDeadline: { kind: DeadlineKind; occurrence: number; dueAt: string; provisional: boolean } | null;
  overdue: boolean;
  /** the process review that is open over it (M11) */
  processReview: string | null;
}

export interface WorklistPage<Item = WorklistItem> {
  items: Item[];
  /** where the next page begins; null at the end */
  next: string | null;
}

interface WorklistRow extends Omit<WorklistItem, 'overdue' | 'processReview'> {
  /** epoch milliseconds of the database */
  now: number;
  /** with microseconds: a Date would lose them, and the pages with it */
  dueAtExactly: string | null;
}

/** The last case of a page: its due time, or null where it has none, and its number. */
const place = z.tuple([placeTime.nullable(), placeCode]);
type Place = z.output<typeof place>;

const utc = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const columns = `c.tracking_number AS "trackingNumber", c.version, c.status, c.category, c.district,
  c.registering_department AS "registeringDepartment", c.responsible_department AS "responsibleDepartment",
  c.responsible_officer AS "responsibleOfficer", c.level,
  jsonb_array_length(c.state -> 'unansweredStatements') AS "unansweredStatements",
  ${utc('c.registered_at')} AS "registeredAt", ${exactTime('c.next_deadline_at')} AS "dueAtExactly",
  CASE WHEN c.next_deadline IS NOT NULL THEN jsonb_build_object('kind', c.next_deadline -> 'kind',
    'occurrence', c.next_deadline -> 'occurrence', 'dueAt', c.next_deadline -> 'dueAt',
    'provisional', c.next_deadline -> 'provisional') END AS "nextDeadline"`;

/** Due first, then by number; cases without a deadline last. Each page costs the same however far down the list it is. */
export async function readWorklist(
  database: RecordDatabase,
  { shiftClock }: CompleteRecordOptions,
  filter: WorklistFilter,
  { cursor: token, limit }: WorklistRequest,
): Promise<WorklistPage<Omit<WorklistItem, 'processReview'>>> {
  const cursor = token === undefined ? null : readCursor(token, place);
  const parameters = new Parameters();
  const now = filter.overdue === undefined ? 0 : await new DatabaseClock(shiftClock).now(database);
  const where = conditions(filter, parameters, now);
  const [dated, undated] = parts(cursor, where, parameters, parameters.add(limit + 1));
  const text = `
    SELECT w.*, floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
      (SELECT t.content FROM case_texts t WHERE t.tracking_number = w."trackingNumber" AND t.sequence = 1
        AND t.field = 'subject' AND t.visibility = 'everyone') AS subject
    FROM (${[dated, undated].filter(Boolean).join(' UNION ALL ')}) AS w
    ORDER BY w."dueAtExactly" NULLS LAST, w."trackingNumber" LIMIT ${limit + 1}`;
  const rows = await database.rows<WorklistRow>({ name: '', text }, parameters.values);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ dueAtExactly: _, now: databaseNow, ...item }) => {
      const dueAt = item.nextDeadline?.dueAt;
      return { ...item, overdue: dueAt !== undefined && Date.parse(dueAt) <= shiftClock(databaseNow) };
    }),
    next: rows.length > limit && last ? cursorOf([last.dueAtExactly, last.trackingNumber]) : null,
  };
}

/** Values of a statement that is put together. */
class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

function conditions(filter: WorklistFilter, parameters: Parameters, now: number): string {
  const equal: [string, unknown][] = [
    ['responsible_department', filter.department],
    ['registering_department', filter.registeringDepartment],
    ['status', filter.status],
    ['category', filter.category],
    ['district', filter.district],
    ['responsible_officer', filter.officer],
    ['level', filter.level],
  ];
  return [
    `c.status <> 'closed'`,
    ...equal
      .filter(([, value]) => value !== undefined)
      .map(([column, value]) => `c.${column} = ${parameters.add(value)}`),
    ...(filter.dueBefore === undefined
      ? []
      : [`c.next_deadline_at < ${parameters.add(filter.dueBefore)}::timestamptz`]),
    ...(filter.overdue === undefined ? [] : [overdueCondition(filter.overdue, parameters.add(now))]),
  ].join(' AND ');
}

function overdueCondition(overdue: boolean, now: string): string {
  const time = `to_timestamp(${now}::float8 / 1000)`;
  return overdue
    ? `c.next_deadline_at <= ${time}`
    : `(c.next_deadline_at > ${time} OR c.next_deadline_at IS NULL)`;
}

/**
 * Cases with a due time come from the order of the index; those without follow when the former end. They are ordered by their
 * due time too, which they lack: else the planner, to whom nearly all cases lack one (they are closed), looks for them in the
 * order of numbers, through all cases.
 */
function parts(cursor: Place | null, where: string, parameters: Parameters, limit: string): [string, string] {
  const select = `SELECT ${columns} FROM cases c WHERE ${where}`;
  const order = 'ORDER BY c.next_deadline_at, c.tracking_number';
  const [dueAt, trackingNumber] = cursor ?? [];
  const after = cursor && parameters.add(trackingNumber);
  const dated =
    dueAt === null
      ? ''
      : `(${select} AND c.next_deadline_at IS NOT NULL
          ${cursor ? `AND (c.next_deadline_at, c.tracking_number) > (${parameters.add(dueAt)}::timestamptz, ${after})` : ''}
          ${order} LIMIT ${limit})`;
  const undated = `(${select} AND c.next_deadline_at IS NULL
      ${dueAt === null ? `AND c.tracking_number > ${after}` : ''} ${order} LIMIT ${limit})`;
  return [dated, undated];
}
