import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Departments, supervisory bodies, complaint channels, staff and API keys. */
export class CreateDirectory1764000000001 implements MigrationInterface {
  readonly name = 'CreateDirectory1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE departments (
        code text NOT NULL,
        name_zh text NOT NULL,
        name_en text NOT NULL,
        superior text,
        supervisory_body text,
        kind text NOT NULL DEFAULT 'department',
        duties_zh text NOT NULL DEFAULT '',
        duties_en text NOT NULL DEFAULT '',
        address text NOT NULL DEFAULT '',
        telephone text NOT NULL DEFAULT '',
        hours text NOT NULL DEFAULT '',
        complaint_channels text[] NOT NULL DEFAULT '{}',
        active boolean NOT NULL DEFAULT true,
        CONSTRAINT departments_pkey PRIMARY KEY (code),
        CONSTRAINT departments_superior_fkey FOREIGN KEY (superior) REFERENCES departments (code),
        CONSTRAINT departments_supervisory_body_fkey
          FOREIGN KEY (supervisory_body) REFERENCES departments (code),
        CONSTRAINT departments_kind_check CHECK (kind IN ('department', 'supervisoryBody', 'complaintChannel')),
        CONSTRAINT departments_superior_check CHECK (superior <> code)
      )`);
    await runner.query(`
      CREATE TABLE staff (
        code text NOT NULL,
        department text NOT NULL,
        name_zh text NOT NULL,
        name_en text NOT NULL,
        roles text[] NOT NULL,
        kind text NOT NULL DEFAULT 'person',
        active boolean NOT NULL DEFAULT true,
        CONSTRAINT staff_pkey PRIMARY KEY (code),
        CONSTRAINT staff_department_fkey FOREIGN KEY (department) REFERENCES departments (code),
        CONSTRAINT staff_kind_check CHECK (kind IN ('person', 'system'))
      )`);
    await runner.query(`CREATE INDEX staff_by_department ON staff (department)`);
    await runner.query(`
      CREATE TABLE api_keys (
        id text NOT NULL,
        staff_code text NOT NULL,
        secret_hash bytea NOT NULL,
        label text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz,
        CONSTRAINT api_keys_pkey PRIMARY KEY (id),
        CONSTRAINT api_keys_staff_code_fkey FOREIGN KEY (staff_code) REFERENCES staff (code)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE api_keys`);
    await runner.query(`DROP TABLE staff`);
    await runner.query(`DROP TABLE departments`);
  }
}
