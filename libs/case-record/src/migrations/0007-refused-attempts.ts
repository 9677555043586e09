import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attempts that were refused for lack of a right, for auditors. Codes only. */
export class CreateRefusedAttempts1764000000007 implements MigrationInterface {
  readonly name = 'CreateRefusedAttempts1764000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE refused_attempts (
        id bigint GENERATED ALWAYS AS IDENTITY,
        at timestamptz NOT NULL DEFAULT now(),
        principal text,
        department text,
        permission text NOT NULL,
        tracking_number text,
        code text NOT NULL,
        route text NOT NULL,
        CONSTRAINT refused_attempts_pkey PRIMARY KEY (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE refused_attempts`);
  }
}
