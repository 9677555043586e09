import type { TextField, Visibility } from '@casetrace/contracts';
import type { CaseState, RecordedEvent } from '@casetrace/case-rules';
import type { Connection } from '../database/record-database';

/** A text of an event that is still there. */
export interface HistoryText {
  sequence: number;
  field: TextField;
  visibility: Visibility;
  content: string;
}

/** Everything that the record holds of a case up to one version: what a read model is written from. */
export interface CaseHistory {
  trackingNumber: string;
  version: number;
  state: Omit<CaseState, 'nextDeadline' | 'rulesVersion'>;
  events: RecordedEvent[];
  texts: HistoryText[];
}

type Numbered<Row> = Row & { trackingNumber: string };

const readCases = {
  name: 'history-cases',
  text: `SELECT tracking_number AS "trackingNumber", version, state FROM cases WHERE tracking_number = ANY ($1::text[])`,
};
const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const readEvents = {
  name: 'history-events',
  text: `
    SELECT e.tracking_number AS "trackingNumber", e.sequence, e.type, json_build_object('kind', e.actor_kind,
        'department', e.actor_department, 'officer', e.actor_officer) AS actor,
      ${iso('e.effective_at')} AS "effectiveAt", ${iso('e.recorded_at')} AS "recordedAt", e.data::json AS data
    FROM unnest($1::text[], $2::int[]) AS c (tracking_number, version)
    JOIN case_events e ON e.tracking_number = c.tracking_number AND e.sequence <= c.version
    ORDER BY e.tracking_number, e.sequence`,
};
const readTexts = {
  name: 'history-texts',
  text: `
    SELECT t.tracking_number AS "trackingNumber", t.sequence, t.field, t.visibility, t.content
    FROM unnest($1::text[], $2::int[]) AS c (tracking_number, version)
    JOIN case_texts t ON t.tracking_number = c.tracking_number AND t.sequence <= c.version
    ORDER BY t.tracking_number, t.sequence`,
};

/**
 * Reads whole cases. The record is append-only, so that events and texts up to the version that was read belong together,
 * whatever is written meanwhile.
 */
export async function readHistories(connection: Connection, numbers: string[]): Promise<CaseHistory[]> {
  const cases = await connection.rows<Omit<CaseHistory, 'events' | 'texts'>>(readCases, [numbers]);
  const bounds = [cases.map((each) => each.trackingNumber), cases.map((each) => each.version)];
  const events = await connection.rows<RecordedEvent>(readEvents, bounds);
  const texts = await connection.rows<Numbered<HistoryText>>(readTexts, bounds);
  const eventsOf = byCase(events);
  const textsOf = byCase(texts);
  return cases.map((each) => ({
    ...each,
    events: eventsOf.get(each.trackingNumber) ?? [],
    texts: textsOf.get(each.trackingNumber) ?? [],
  }));
}

function byCase<Row extends { trackingNumber: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.trackingNumber);
    if (group) group.push(row);
    else groups.set(row.trackingNumber, [row]);
  }
  return groups;
}
