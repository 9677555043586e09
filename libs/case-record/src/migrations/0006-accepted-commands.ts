import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The answers that commands were given, by caller and Idempotency-Key (P6). */
export class CreateAcceptedCommands1764000000006 implements MigrationInterface {
  readonly name = 'CreateAcceptedCommands1764000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accepted_commands (
        caller text NOT NULL,
        key text NOT NULL,
        request_hash bytea NOT NULL,
        tracking_number text NOT NULL,
        version integer NOT NULL,
        answer jsonb NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT accepted_commands_pkey PRIMARY KEY (caller, key)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE accepted_commands`);
  }
}
