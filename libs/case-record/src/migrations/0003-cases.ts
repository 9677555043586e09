import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The record: cases (what each is now), their events, and texts apart from them. No foreign keys between the three: every
 * row is written by one statement, and `verify` finds what does not belong together.
 *
 * Each index on `cases` is paid for by every command, because the next deadline moves with nearly every entry (some 10 µs and
 * 110 bytes of log each). There are five: the worklist, the list of the desk that registered, the category, the order of due
 * times, and what was computed with older rules. Status, district, officer and level are filtered while walking one of them.
 */
export class CreateCases1764000000003 implements MigrationInterface {
  readonly name = 'CreateCases1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE record_epoch (
        only_row boolean NOT NULL DEFAULT true,
        epoch integer NOT NULL,
        CONSTRAINT record_epoch_pkey PRIMARY KEY (only_row),
        CONSTRAINT record_epoch_only_row_check CHECK (only_row)
      )`);
    await runner.query(`INSERT INTO record_epoch (epoch) VALUES (1)`);
    await runner.query(`
      CREATE TABLE cases (
        tracking_number text NOT NULL,
        version integer NOT NULL,
        schema_version integer NOT NULL,
        status text NOT NULL,
        closure text,
        category text NOT NULL,
        district text,
        registering_department text NOT NULL,
        responsible_department text NOT NULL,
        responsible_officer text,
        level integer NOT NULL,
        latest_event text NOT NULL,
        registered_at timestamptz NOT NULL,
        closed_at timestamptz,
        rules_version bigint NOT NULL,
        next_deadline_kind text,
        next_deadline_occurrence integer,
        next_deadline_at timestamptz,
        next_deadline jsonb,
        state jsonb NOT NULL,
        access_code_hash bytea NOT NULL,
        access_code_generation integer NOT NULL DEFAULT 1,
        head_hash bytea NOT NULL,
        CONSTRAINT cases_pkey PRIMARY KEY (tracking_number)
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      CREATE INDEX cases_worklist ON cases (responsible_department, next_deadline_at, tracking_number)
      WHERE status <> 'closed'`);
    await runner.query(`
      CREATE INDEX cases_registered_by ON cases (registering_department, next_deadline_at, tracking_number)
      WHERE status <> 'closed'`);
    await runner.query(`
      CREATE INDEX cases_by_category ON cases (category, next_deadline_at, tracking_number)
      WHERE status <> 'closed'`);
    await runner.query(`
      CREATE INDEX cases_due ON cases (next_deadline_at, tracking_number) WHERE status <> 'closed'`);
    await runner.query(`CREATE INDEX cases_rules ON cases (rules_version) WHERE status <> 'closed'`);
    await runner.query(`
      CREATE TABLE case_events (
        tracking_number text NOT NULL,
        sequence integer NOT NULL,
        epoch integer NOT NULL,
        schema_version integer NOT NULL,
        type text NOT NULL,
        actor_kind text NOT NULL,
        actor_department text,
        actor_officer text,
        effective_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        data text NOT NULL,
        texts text NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL,
        CONSTRAINT case_events_pkey PRIMARY KEY (tracking_number, sequence)
      )`);
    await runner.query(`
      CREATE TABLE case_texts (
        tracking_number text NOT NULL,
        sequence integer NOT NULL,
        field text NOT NULL,
        visibility text NOT NULL,
        salt bytea NOT NULL,
        content text NOT NULL,
        CONSTRAINT case_texts_pkey PRIMARY KEY (tracking_number, sequence, field)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['case_texts', 'case_events', 'cases', 'record_epoch']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
