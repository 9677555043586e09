import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is on its way to the engine and to Kafka. Both tables are rewritten all the time: vacuum comes early, and
 * `workflow_sync` keeps room in its pages so that a lease is noted without touching an index.
 */
export class CreateRelay1764000000005 implements MigrationInterface {
  readonly name = 'CreateRelay1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE workflow_sync (
        tracking_number text NOT NULL,
        wanted_version integer NOT NULL,
        delivered_version integer NOT NULL DEFAULT 0,
        next_try timestamptz NOT NULL DEFAULT now(),
        due_at timestamptz,
        lane smallint NOT NULL DEFAULT 0,
        attempts integer NOT NULL DEFAULT 0,
        last_error text,
        redelivered_at timestamptz,
        CONSTRAINT workflow_sync_pkey PRIMARY KEY (tracking_number)
      ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05)`);
    await runner.query(`
      CREATE INDEX workflow_sync_undelivered ON workflow_sync (lane, due_at)
      WHERE delivered_version < wanted_version`);
    await runner.query(`
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY,
        tracking_number text NOT NULL,
        sequence integer NOT NULL,
        status text NOT NULL,
        responsible_department text NOT NULL,
        CONSTRAINT outbox_pkey PRIMARY KEY (id)
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE outbox`);
    await runner.query(`DROP TABLE workflow_sync`);
  }
}
