import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was asked and explained at the desks (M1), settled on the spot or not, and the case that came of it. */
export class CreateConsultations1764000000012 implements MigrationInterface {
  readonly name = 'CreateConsultations1764000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consultations (
        id text NOT NULL,
        caller text NOT NULL,
        key text NOT NULL,
        request_hash bytea NOT NULL,
        recorded_at timestamptz NOT NULL,
        actor_kind text NOT NULL,
        department text NOT NULL,
        officer text,
        asked text NOT NULL,
        category text,
        channel text NOT NULL,
        district text,
        citations jsonb NOT NULL,
        settled boolean NOT NULL,
        tracking_number text,
        CONSTRAINT consultations_pkey PRIMARY KEY (id),
        CONSTRAINT consultations_category_fkey FOREIGN KEY (category) REFERENCES categories (code),
        CONSTRAINT consultations_registered_check CHECK (tracking_number IS NULL OR NOT settled)
      )`);
    await runner.query(`CREATE UNIQUE INDEX consultations_key ON consultations (caller, key)`);
    await runner.query(`
      CREATE INDEX consultations_of_desk ON consultations (department, recorded_at, id)`);
    await runner.query(`CREATE INDEX consultations_recorded ON consultations (recorded_at, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE consultations`);
  }
}
