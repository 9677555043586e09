import type { RecordDatabase } from '../database/record-database';
import {
  type BadEntry,
  firstFault,
  type VerifiedCase,
  type VerifiedEvent,
  type VerifiedText,
} from './verify-case';

/** What was looked at, and the first entry that is not as it was written, if any. */
export interface Verification {
  cases: number;
  events: number;
  texts: number;
  /** texts of which only the digest is left */
  erasedTexts: number;
  firstBad: BadEntry | null;
}

const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** One moment for all three statements of a batch, so that a command in between is no fault. */
const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
const readCases = {
  name: 'verify-cases',
  text: `
    SELECT tracking_number AS "trackingNumber", version, schema_version AS "schemaVersion", head_hash AS "headHash", state,
      json_build_object('status', status, 'closure', closure, 'category', category, 'district', district,
        'registeringDepartment', registering_department, 'responsibleDepartment', responsible_department,
        'responsibleOfficer', responsible_officer, 'level', level, 'version', version) AS columns
    FROM cases WHERE tracking_number > $1 ORDER BY tracking_number LIMIT $2`,
};
const readEvents = {
  name: 'verify-events',
  text: `
    SELECT tracking_number AS "trackingNumber", sequence, epoch, schema_version AS "schemaVersion", type,
      json_build_object('kind', actor_kind, 'department', actor_department, 'officer', actor_officer) AS actor,
      ${iso('effective_at')} AS "effectiveAt", ${iso('recorded_at')} AS "recordedAt", data, texts,
      previous_hash AS "previousHash", hash
    FROM case_events WHERE tracking_number > $1 AND tracking_number <= $2 ORDER BY tracking_number, sequence`,
};
const readTexts = {
  name: 'verify-texts',
  text: `
    SELECT tracking_number AS "trackingNumber", sequence, field, salt, content
    FROM case_texts WHERE tracking_number > $1 AND tracking_number <= $2`,
};

type Owned<Row> = Row & { trackingNumber: string };

/** Sorts after every tracking number. */
const end = '~';

/**
 * Walks all cases in the order of their numbers and stops at the first that is not as it was written (P5). Memory is bounded
 * by `batchSize`; commands may go on meanwhile.
 */
export async function verifyChains(database: RecordDatabase, batchSize = 200): Promise<Verification> {
  const seen: Verification = { cases: 0, events: 0, texts: 0, erasedTexts: 0, firstBad: null };
  for (let after: string | null = ''; after !== null && !seen.firstBad;) {
    const { cases, stray, upTo } = await readBatch(database, after, batchSize);
    for (const kept of cases) {
      seen.cases += 1;
      seen.events += kept.events.length;
      seen.texts += kept.texts.length;
      seen.erasedTexts += digestsIn(kept.events) - kept.texts.length;
      seen.firstBad = firstFault(kept);
      if (seen.firstBad) break;
    }
    if (stray !== undefined) {
      seen.firstBad ??= { trackingNumber: stray, sequence: 1, problem: 'its case is gone' };
    }
    after = upTo;
  }
  return seen;
}

/** The cases after a number with all rows up to the last of them (to the end, with the last batch): strays show as well. */
async function readBatch(
  database: RecordDatabase,
  after: string,
  batchSize: number,
): Promise<{ cases: VerifiedCase[]; stray: string | undefined; upTo: string | null }> {
  return database.transaction(begin, async (connection) => {
    const heads = await connection.rows<VerifiedCase>(readCases, [after, batchSize]);
    const last = heads.length < batchSize ? null : (heads.at(-1)?.trackingNumber ?? null);
    const range = [after, last ?? end];
    const events = grouped(await connection.rows<Owned<VerifiedEvent>>(readEvents, range));
    const texts = grouped(await connection.rows<Owned<VerifiedText>>(readTexts, range));
    const cases = heads.map((head) => {
      const { trackingNumber } = head;
      return { ...head, events: events.get(trackingNumber) ?? [], texts: texts.get(trackingNumber) ?? [] };
    });
    const known = new Set(heads.map(({ trackingNumber }) => trackingNumber));
    const strays = [...events.keys(), ...texts.keys()].filter((number) => !known.has(number));
    return { cases, stray: strays[0], upTo: last };
  });
}

function grouped<Row extends { trackingNumber: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.trackingNumber);
    if (group) group.push(row);
    else groups.set(row.trackingNumber, [row]);
  }
  return groups;
}

function digestsIn(events: readonly VerifiedEvent[]): number {
  return events.reduce((sum, { texts }) => sum + Object.keys(JSON.parse(texts) as object).length, 0);
}
