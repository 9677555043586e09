import type { OwnSystem } from '../ground/own-system';

/** An entry as PostgreSQL holds it. Times are epoch milliseconds. */
export interface RecordedEntry {
  trackingNumber: string;
  sequence: number;
  id: string;
  type: string;
  actorKind: string;
  effectiveAt: number;
  recordedAt: number;
  data: Record<string, unknown>;
  hash: string;
}

export interface RecordedCase {
  trackingNumber: string;
  category: string;
  registeringDepartment: string;
  hasMail: boolean;
  entries: RecordedEntry[];
}

/** A token of the load, and the entry whose text holds it. */
export interface RecordedToken {
  token: string;
  trackingNumber: string;
  sequence: number;
}

/** The record up to a moment: what is appended later is not looked at. */
export interface Recorded {
  cases: Map<string, RecordedCase>;
  tokens: RecordedToken[];
  entries: number;
}

interface EntryRow extends Omit<RecordedEntry, 'data'> {
  data: string;
}

export async function readRecord(own: OwnSystem): Promise<Recorded> {
  const [moment] = await own.rows<{ at: string }>('select clock_timestamp()::text as at');
  const cases = await own.rows<Omit<RecordedCase, 'entries'>>(
    `select tracking_number as "trackingNumber", category, registering_department as "registeringDepartment",
       exists (select from case_texts t where t.tracking_number = c.tracking_number and field = 'mail') as "hasMail"
     from cases c where registered_at <= $1::timestamptz`,
    [moment?.at],
  );
  const entries = await own.rows<EntryRow>(
    `select tracking_number as "trackingNumber", sequence, tracking_number || '.' || epoch || '.' || sequence as id, type,
       actor_kind as "actorKind", (extract(epoch from effective_at) * 1000)::float8 as "effectiveAt",
       (extract(epoch from recorded_at) * 1000)::float8 as "recordedAt", data, encode(hash, 'hex') as hash
     from case_events where recorded_at <= $1::timestamptz order by tracking_number, sequence`,
    [moment?.at],
  );
  const tokens = await own.rows<RecordedToken>(
    `select tracking_number as "trackingNumber", sequence, substring(content from '[0-9a-f]{8}-[0-9a-f-]{27}') as token
     from case_texts where field in ('text', 'reason') and content like '记录 %'`,
  );
  const byNumber = new Map(
    cases.map((each): [string, RecordedCase] => [each.trackingNumber, { ...each, entries: [] }]),
  );
  for (const { data, ...entry } of entries)
    byNumber
      .get(entry.trackingNumber)
      ?.entries.push({ ...entry, data: JSON.parse(data) as RecordedEntry['data'] });
  return { cases: byNumber, tokens, entries: entries.length };
}
