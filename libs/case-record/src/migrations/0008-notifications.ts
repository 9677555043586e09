import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Letters to be sent, and the inboxes of departments: one row per event, recipient and channel (P8), codes and times only;
 * the address is read from the record when a letter is sent.
 */
export class CreateNotifications1764000000008 implements MigrationInterface {
  readonly name = 'CreateNotifications1764000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notifications (
        event_id text NOT NULL,
        recipient text NOT NULL,
        channel text NOT NULL,
        tracking_number text NOT NULL,
        template text NOT NULL,
        language text NOT NULL,
        state text NOT NULL DEFAULT 'pending',
        attempts integer NOT NULL DEFAULT 0,
        next_try timestamptz NOT NULL DEFAULT clock_timestamp(),
        message_id text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        sent_at timestamptz,
        last_error text,
        CONSTRAINT notifications_pkey PRIMARY KEY (event_id, recipient, channel),
        CONSTRAINT notifications_state_check CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'dead'))
      )`);
    await runner.query(`
      CREATE INDEX notifications_due ON notifications (next_try) WHERE state IN ('pending', 'sending', 'failed')`);
    await runner.query(`
      CREATE INDEX notifications_unsent ON notifications (state, created_at, event_id) WHERE state <> 'sent'`);
    await runner.query(`
      CREATE TABLE inbox_entries (
        department text NOT NULL,
        event_id text NOT NULL,
        tracking_number text NOT NULL,
        kind text NOT NULL,
        data jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        read_at timestamptz,
        read_by text,
        CONSTRAINT inbox_entries_pkey PRIMARY KEY (department, event_id)
      )`);
    await runner.query(
      `CREATE INDEX inbox_entries_newest ON inbox_entries (department, created_at, event_id)`,
    );
    await runner.query(`
      CREATE INDEX inbox_entries_unread ON inbox_entries (department, created_at, event_id) WHERE read_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE inbox_entries`);
    await runner.query(`DROP TABLE notifications`);
  }
}
