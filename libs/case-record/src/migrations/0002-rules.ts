import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Everything that decisions rest on besides the case: categories, policies, calendar, suspensions, and their version. */
export class CreateRules1764000000002 implements MigrationInterface {
  readonly name = 'CreateRules1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE categories (
        code text NOT NULL,
        name_zh text NOT NULL,
        name_en text NOT NULL,
        description_zh text NOT NULL DEFAULT '',
        description_en text NOT NULL DEFAULT '',
        active boolean NOT NULL DEFAULT true,
        CONSTRAINT categories_pkey PRIMARY KEY (code)
      )`);
    // `department` is no foreign key: a category that proposes an unknown one is a reported misconfiguration (P3).
    await runner.query(`
      CREATE TABLE policies (
        category text NOT NULL,
        version integer NOT NULL,
        department text NOT NULL,
        idle_amount double precision NOT NULL,
        idle_unit text NOT NULL,
        unresolved_amount double precision NOT NULL,
        unresolved_unit text NOT NULL,
        account_lead_amount double precision NOT NULL,
        account_lead_unit text NOT NULL,
        confirmation_amount double precision NOT NULL,
        confirmation_unit text NOT NULL,
        reopen_window_amount double precision NOT NULL,
        reopen_window_unit text NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now(),
        published_by text NOT NULL,
        reason text NOT NULL,
        CONSTRAINT policies_pkey PRIMARY KEY (category, version),
        CONSTRAINT policies_category_fkey FOREIGN KEY (category) REFERENCES categories (code)
      )`);
    await runner.query(`
      CREATE TABLE calendar_years (
        year integer NOT NULL,
        content jsonb NOT NULL,
        CONSTRAINT calendar_years_pkey PRIMARY KEY (year)
      )`);
    await runner.query(`
      CREATE TABLE calendar_closures (
        id integer GENERATED ALWAYS AS IDENTITY,
        from_date date NOT NULL,
        to_date date NOT NULL,
        name_zh text NOT NULL,
        name_en text NOT NULL,
        CONSTRAINT calendar_closures_pkey PRIMARY KEY (id),
        CONSTRAINT calendar_closures_order_check CHECK (from_date <= to_date)
      )`);
    await runner.query(`
      CREATE TABLE suspensions (
        id text NOT NULL,
        department text,
        category text,
        district text,
        from_at timestamptz NOT NULL,
        to_at timestamptz,
        reason text NOT NULL,
        by_officer text NOT NULL,
        lifted_by text,
        CONSTRAINT suspensions_pkey PRIMARY KEY (id)
      )`);
    await runner.query(`
      CREATE TABLE rules_version (
        only_row boolean NOT NULL DEFAULT true,
        version bigint NOT NULL,
        CONSTRAINT rules_version_pkey PRIMARY KEY (only_row),
        CONSTRAINT rules_version_only_row_check CHECK (only_row)
      )`);
    await runner.query(`INSERT INTO rules_version (version) VALUES (1)`);
    await runner.query(`
      CREATE TABLE rules_changes (
        version bigint NOT NULL,
        at timestamptz NOT NULL,
        by_officer text NOT NULL,
        kind text NOT NULL,
        reason text NOT NULL,
        content jsonb NOT NULL,
        CONSTRAINT rules_changes_pkey PRIMARY KEY (version)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'rules_changes',
      'rules_version',
      'suspensions',
      'calendar_closures',
      'calendar_years',
      'policies',
      'categories',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
