import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The record is append-only (P5): events are never changed or removed, cases never removed, texts never changed and removed by
 * the role `casetrace_erasure` alone. The role belongs to the server, so other databases may hold on to it.
 */
export class MakeAppendOnly1764000000004 implements MigrationInterface {
  readonly name = 'MakeAppendOnly1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casetrace_erasure') THEN
          CREATE ROLE casetrace_erasure NOLOGIN;
        END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$`);
    await runner.query(`GRANT SELECT, DELETE ON case_texts TO casetrace_erasure`);
    await runner.query(`
      CREATE FUNCTION refuse_change_of_record() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the record is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
          USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query(`
      CREATE FUNCTION refuse_removal_of_text() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_user <> 'casetrace_erasure' THEN
          RAISE EXCEPTION 'only the role casetrace_erasure removes texts'
            USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
      END $$`);
    await runner.query(`
      CREATE TRIGGER case_events_append_only BEFORE UPDATE OR DELETE ON case_events
      FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record()`);
    await runner.query(`
      CREATE TRIGGER case_texts_unchanged BEFORE UPDATE ON case_texts
      FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record()`);
    await runner.query(`
      CREATE TRIGGER case_texts_removed_by_role BEFORE DELETE ON case_texts
      FOR EACH ROW EXECUTE FUNCTION refuse_removal_of_text()`);
    await runner.query(`
      CREATE TRIGGER cases_kept BEFORE DELETE ON cases
      FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record()`);
    for (const table of ['cases', 'case_events', 'case_texts']) {
      await runner.query(`
        CREATE TRIGGER ${table}_not_truncated BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['cases', 'case_events', 'case_texts']) {
      await runner.query(`DROP TRIGGER ${table}_not_truncated ON ${table}`);
    }
    await runner.query(`DROP TRIGGER cases_kept ON cases`);
    await runner.query(`DROP TRIGGER case_texts_removed_by_role ON case_texts`);
    await runner.query(`DROP TRIGGER case_texts_unchanged ON case_texts`);
    await runner.query(`DROP TRIGGER case_events_append_only ON case_events`);
    await runner.query(`DROP FUNCTION refuse_removal_of_text()`);
    await runner.query(`DROP FUNCTION refuse_change_of_record()`);
    await runner.query(`REVOKE ALL ON case_texts FROM casetrace_erasure`);
    await runner.query(`
      DO $$ BEGIN
        DROP ROLE casetrace_erasure;
      EXCEPTION WHEN dependent_objects_still_exist OR undefined_object THEN NULL;
      END $$`);
  }
}
