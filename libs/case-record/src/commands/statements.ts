/**
 * The statements of a command's transaction (ADR 0003), in two round trips: BEGIN, lock and reading; writing and COMMIT. Every
 * one is prepared once per connection; rows of any number travel as arrays, so that the text of a statement never changes.
 */
import { advisoryLocks } from '../database/advisory-locks';

/** Whoever publishes rules waits for us, or we for them. `lock_timeout` is a setting of the connection. */
export const beginCommand = `BEGIN; SELECT pg_advisory_xact_lock_shared(${advisoryLocks.rules})`;

const now = 'floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now';
const acceptedColumns = `a.request_hash AS "acceptedHash", a.answer AS "acceptedAnswer",
  floor(extract(epoch FROM a.recorded_at) * 1000)::float8 AS "acceptedAt"`;

/** What a command reads before it is decided. `acceptedHash` is null where the key is new, `version` where there is no case. */
export interface ReadRow {
  rulesVersion: number;
  epoch: number;
  /** epoch milliseconds of the database, after the lock */
  now: number;
  acceptedHash: Buffer | null;
  acceptedAnswer: unknown;
  acceptedAt: number | null;
}

/** What a registration reads. $1 caller, $2 key */
export const readForRegistration = {
  name: 'read-for-registration',
  text: `
    SELECT r.version::int AS "rulesVersion", p.epoch, ${acceptedColumns}, ${now}
    FROM rules_version r CROSS JOIN record_epoch p
    LEFT JOIN accepted_commands a ON a.caller = $1 AND a.key = $2`,
};

/**
 * What any other command reads: locks the case. A request that waited for the lock sees the case as it is now, but
 * answers accepted meanwhile only from its next statement on: the unique key of `accepted_commands` decides then.
 * $1 tracking number, $2 caller (null for the system), $3 key
 */
export const readForDecision = {
  name: 'read-for-decision',
  text: `
    WITH locked AS MATERIALIZED (
      SELECT version, schema_version, latest_event, state, rules_version, next_deadline, head_hash
      FROM cases WHERE tracking_number = $1 FOR NO KEY UPDATE
    )
    SELECT r.version::int AS "rulesVersion", p.epoch, ${acceptedColumns}, ${now},
      l.version, l.schema_version AS "schemaVersion", l.latest_event AS "latestEvent", l.state,
      l.rules_version::int AS "caseRulesVersion", l.next_deadline AS "nextDeadline", l.head_hash AS "headHash"
    FROM rules_version r CROSS JOIN record_epoch p
    LEFT JOIN locked l ON true
    LEFT JOIN accepted_commands a ON a.caller = $2 AND a.key = $3`,
};

/** The entry that somebody marks as entered in error. $1 tracking number, $2 sequence */
export const readEntry = {
  name: 'read-entry',
  text: `
    SELECT type, actor_kind AS kind, actor_department AS department, actor_officer AS officer
    FROM case_events WHERE tracking_number = $1 AND sequence = $2`,
};

/** $1 … $21 are those of `writtenRows`; $22 … $25 those of `accepted`. */
const writtenRows = `
  events AS (
    INSERT INTO case_events (tracking_number, epoch, schema_version, recorded_at, sequence, type, actor_kind,
      actor_department, actor_officer, effective_at, data, texts, previous_hash, hash)
    SELECT $1::text, $2::int, $3::int, $4::timestamptz, e.*
    FROM unnest($5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::text[],
      $12::text[], $13::bytea[], $14::bytea[]) AS e
  ), texts AS (
    INSERT INTO case_texts (tracking_number, sequence, field, visibility, salt, content)
    SELECT $1, t.* FROM unnest($15::int[], $16::text[], $17::text[], $18::bytea[], $19::text[]) AS t
  ), news AS (
    INSERT INTO outbox (tracking_number, sequence, status, responsible_department)
    SELECT $1, o.* FROM unnest($5::int[], $20::text[], $21::text[]) AS o
  ), accepted AS (
    INSERT INTO accepted_commands (caller, key, request_hash, tracking_number, version, answer, recorded_at)
    SELECT $22::text, $23::text, $24::bytea, $1, $26::int, $25::jsonb, $4
    WHERE $22 IS NOT NULL
  )`;

/** $26 … $40 are the columns that every command may change. */
export const changedColumns = [
  'version',
  'schema_version',
  'status',
  'closure',
  'responsible_department',
  'responsible_officer',
  'level',
  'latest_event',
  'closed_at',
  'rules_version',
  'next_deadline_kind',
  'next_deadline_occurrence',
  'next_deadline_at',
  'next_deadline',
  'state',
  'head_hash',
];
const changedValues = `$26, $3, $27, $28, $29, $30, $31::int, $32, $33::timestamptz, $34::bigint, $35, $36::int,
  $37::timestamptz, $38::jsonb, $39::jsonb, $40::bytea`;

/** $41 when the workflow should look at the case */
const wanted = (lane: string): string => `
  sync AS (
    INSERT INTO workflow_sync (tracking_number, wanted_version, due_at, lane)
    VALUES ($1, $26, $41::timestamptz, ${lane})
    ON CONFLICT (tracking_number) DO UPDATE
      SET wanted_version = excluded.wanted_version, due_at = excluded.due_at
  )`;

/** Everything that follows from a command, in one statement. */
export const appendToCase = {
  name: 'append-to-case',
  text: `
    WITH ${writtenRows}, ${wanted('0')}
    UPDATE cases SET (${changedColumns.join(', ')}) = ROW(${changedValues}) WHERE tracking_number = $1`,
};

/** $42 category, $43 district, $44 registering department, $45 registered at, $46 access code hash, $47 lane */
export const beginCase = {
  name: 'begin-case',
  text: `
    WITH ${writtenRows}, ${wanted('$47::smallint')}
    INSERT INTO cases (tracking_number, ${changedColumns.join(', ')}, category, district, registering_department,
      registered_at, access_code_hash)
    VALUES ($1, ${changedValues}, $42, $43, $44, $45::timestamptz, $46::bytea)`,
};

/** The answer to a command that changed nothing. $1 caller, $2 key, $3 hash, $4 number, $5 version, $6 answer, $7 at */
export const keepAnswer = {
  name: 'keep-answer',
  text: `
    INSERT INTO accepted_commands (caller, key, request_hash, tracking_number, version, answer, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};

/** $1 tracking number */
export const readGeneration = {
  name: 'read-access-code-generation',
  text: 'SELECT access_code_generation AS generation FROM cases WHERE tracking_number = $1',
};
