import type { RecordDatabase } from '@casetrace/case-record';
import type { CaseStatus, CauseKind, Citation, Closure, TextField } from '@casetrace/contracts';
import { readableTexts, subjectOf } from '../search/shown-texts';

/** How a case was handled and what came of it (M8). Times are ISO 8601 in UTC. */
export interface PastHandling {
  trackingNumber: string;
  status: CaseStatus;
  category: string;
  subject: string | null;
  registeredAt: string;
  closedAt: string | null;
  /** from registration to closing; null while it is open */
  days: number | null;
  closure: Closure | null;
  /** whether the filer said so; null while it is open or where the filer said nothing */
  satisfied: boolean | null;
  responsibleDepartment: string;
  /** who resolved it: the credit stays (M7) */
  resolvedBy: string | null;
  /** departments that helped */
  contributors: string[];
  process: string | null;
  result: string | null;
  rule: string | null;
  cause: string | null;
  causeKind: CauseKind | null;
  citations: Citation[];
}

interface CaseRow {
  trackingNumber: string;
  status: CaseStatus;
  category: string;
  registeredAt: string;
  closedAt: string | null;
  days: number | null;
  closure: Closure | null;
  responsibleDepartment: string;
  resolvedBy: string | null;
  events: HandlingEvent[];
}

interface HandlingEvent {
  sequence: number;
  type: string;
  department: string | null;
  data: { entry?: number; causeKind?: CauseKind; citations?: Citation[] };
}

const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** $1 numbers */
const readHandling = {
  name: 'similar-handling',
  text: `
    SELECT c.tracking_number AS "trackingNumber", c.status, c.category, c.closure,
      ${iso('c.registered_at')} AS "registeredAt", ${iso('c.closed_at')} AS "closedAt",
      round(extract(epoch FROM c.closed_at - c.registered_at) / 86400, 1)::float8 AS days,
      c.responsible_department AS "responsibleDepartment", c.state ->> 'resolvedBy' AS "resolvedBy",
      (SELECT coalesce(json_agg(json_build_object('sequence', e.sequence, 'type', e.type,
          'department', e.actor_department, 'data', e.data::json) ORDER BY e.sequence), '[]')
        FROM case_events e WHERE e.tracking_number = c.tracking_number AND e.type IN ('CaseResolved', 'ContestedReferred',
          'ProgressRecorded', 'StatementReplied', 'Contributed', 'EntryMarkedInError')) AS events
    FROM cases c WHERE c.tracking_number = ANY ($1::text[])`,
};

/** Reads how cases were handled, with what all departments may read; contact data are none of it. */
export async function readPastHandling(
  database: RecordDatabase,
  numbers: readonly string[],
): Promise<Map<string, PastHandling>> {
  const rows = await database.rows<CaseRow>(readHandling, [numbers]);
  const texts = await readableTexts(
    database,
    numbers.map((number) => ({ number, contact: false })),
  );
  return new Map(
    rows.map((row) => [row.trackingNumber, handlingOf(row, texts.get(row.trackingNumber) ?? [])]),
  );
}

type Texts = Parameters<typeof subjectOf>[0];

function handlingOf({ events: all, ...row }: CaseRow, texts: Texts): PastHandling {
  const inError = new Set(all.map(({ data }) => data.entry).filter((entry) => entry !== undefined));
  const events = all.filter(({ sequence }) => !inError.has(sequence));
  const resolution = events.findLast(({ type }) => type === 'CaseResolved' || type === 'ContestedReferred');
  const told = (field: TextField): string | null =>
    texts.find((text) => text.sequence === resolution?.sequence && text.field === field)?.content ?? null;
  const helped = events.filter(({ type }) => type === 'Contributed').map(({ department }) => department);
  return {
    ...row,
    subject: subjectOf(texts),
    satisfied: satisfied(row.closure),
    contributors: [...new Set(helped.filter((department) => department !== null))],
    process: told('process'),
    result: told('result'),
    rule: told('rule'),
    cause: told('cause'),
    causeKind: resolution?.data.causeKind ?? null,
    citations: events.flatMap(({ data }) => data.citations ?? []),
  };
}

function satisfied(closure: Closure | null): boolean | null {
  if (closure === 'satisfied') return true;
  return closure === 'agreedThoughDissatisfied' ? false : null;
}
