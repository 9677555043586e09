import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The directory as a desk needs it (M1): the district that a department serves, how a post is reached and who stands in for
 * it, who is on duty; and who made or revoked an API key.
 */
export class CompleteDirectory1764000000013 implements MigrationInterface {
  readonly name = 'CompleteDirectory1764000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE departments ADD COLUMN district text`);
    await runner.query(`
      ALTER TABLE staff
        ADD COLUMN telephone text NOT NULL DEFAULT '',
        ADD COLUMN mail text NOT NULL DEFAULT '',
        ADD COLUMN room text NOT NULL DEFAULT '',
        ADD COLUMN deputy text,
        ADD CONSTRAINT staff_deputy_fkey FOREIGN KEY (deputy) REFERENCES staff (code),
        ADD CONSTRAINT staff_deputy_check CHECK (deputy <> code)`);
    await runner.query(`
      ALTER TABLE api_keys
        ADD COLUMN created_by text NOT NULL DEFAULT 'seed',
        ADD COLUMN request_key text,
        ADD COLUMN revoked_by text`);
    await runner.query(`CREATE UNIQUE INDEX api_keys_by_request ON api_keys (created_by, request_key)`);
    await runner.query(`CREATE INDEX api_keys_by_staff ON api_keys (staff_code)`);
    // A shift is never deleted: one that no longer holds says who withdrew it.
    await runner.query(`
      CREATE TABLE duty_shifts (
        id bigint GENERATED ALWAYS AS IDENTITY,
        department text NOT NULL,
        staff_code text NOT NULL,
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL,
        planned_by text NOT NULL,
        planned_at timestamptz NOT NULL DEFAULT now(),
        withdrawn_by text,
        withdrawn_at timestamptz,
        CONSTRAINT duty_shifts_pkey PRIMARY KEY (id),
        CONSTRAINT duty_shifts_department_fkey FOREIGN KEY (department) REFERENCES departments (code),
        CONSTRAINT duty_shifts_staff_code_fkey FOREIGN KEY (staff_code) REFERENCES staff (code),
        CONSTRAINT duty_shifts_length_check CHECK (from_at < to_at AND to_at - from_at <= interval '48 hours'),
        CONSTRAINT duty_shifts_withdrawn_check CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX duty_shifts_standing ON duty_shifts (department, from_at, staff_code)
        WHERE withdrawn_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE duty_shifts`);
    await runner.query(`DROP INDEX api_keys_by_staff`);
    await runner.query(`DROP INDEX api_keys_by_request`);
    await runner.query(`
      ALTER TABLE api_keys DROP COLUMN created_by, DROP COLUMN request_key, DROP COLUMN revoked_by`);
    await runner.query(`
      ALTER TABLE staff DROP COLUMN telephone, DROP COLUMN mail, DROP COLUMN room, DROP COLUMN deputy`);
    await runner.query(`ALTER TABLE departments DROP COLUMN district`);
  }
}
