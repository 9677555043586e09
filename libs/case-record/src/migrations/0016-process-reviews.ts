import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the policies that are there already say: the one standard as it was when this step was written (M11). */
const standard = `{"age": {"amount": 14, "unit": "calendarDays"}, "count": 20, "weeks": 4, "minimum": 30,
  "subtree": {"count": 50, "minimum": 80}, "endShare": 0.7}`;

/**
 * Backlog limits, process reviews with their entries, and what follows from them (M11).
 *
 * Two more indexes on `cases`: what is piled up, by category, department and age, so that the watch counts all of it without
 * reading the cases; and the closings of the last days. The first is written with every command on an open case, the second
 * with those on a closed one only.
 */
export class CreateProcessReviews1764000000016 implements MigrationInterface {
  readonly name = 'CreateProcessReviews1764000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE policies ADD COLUMN backlog jsonb NOT NULL DEFAULT '${standard}'`);
    await runner.query(`ALTER TABLE policies ALTER COLUMN backlog DROP DEFAULT`);
    await runner.query(`
      CREATE INDEX cases_piled_up ON cases (category, responsible_department, registered_at)
      WHERE status <> 'closed' AND status <> 'resolved'`);
    await runner.query(`
      CREATE INDEX cases_closed_lately ON cases (closed_at, category, responsible_department)
      WHERE status = 'closed'`);
    await runner.query(`
      CREATE TABLE process_reviews (
        id text NOT NULL,
        version integer NOT NULL,
        entries integer NOT NULL,
        status text NOT NULL,
        category text NOT NULL,
        scope text NOT NULL,
        place text NOT NULL,
        in_charge text NOT NULL,
        level integer NOT NULL DEFAULT 0,
        passed text[] NOT NULL,
        limits jsonb NOT NULL,
        figures_before jsonb NOT NULL,
        figures_after jsonb,
        cause_kind text,
        opened_at timestamptz NOT NULL,
        episode_ended_at timestamptz,
        closed_at timestamptz,
        idle_since timestamptz NOT NULL,
        reports_at_top integer NOT NULL DEFAULT 0,
        next_deadline_at timestamptz,
        next_deadline jsonb,
        rules_version bigint NOT NULL,
        delivered_version integer NOT NULL DEFAULT 0,
        redelivered_at timestamptz,
        head_hash bytea NOT NULL,
        CONSTRAINT process_reviews_pkey PRIMARY KEY (id),
        CONSTRAINT process_reviews_status_check
          CHECK (status IN ('opened', 'acknowledged', 'findingsRecorded', 'procedureAdopted', 'closed')),
        CONSTRAINT process_reviews_scope_check CHECK (scope IN ('department', 'subtree'))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX process_reviews_standing ON process_reviews (category, scope, place)
      WHERE episode_ended_at IS NULL OR status <> 'closed'`);
    await runner.query(`CREATE INDEX process_reviews_newest ON process_reviews (opened_at, id)`);
    await runner.query(`
      CREATE INDEX process_reviews_undelivered ON process_reviews (id) WHERE delivered_version < version`);
    await runner.query(`
      CREATE TABLE process_review_entries (
        review text NOT NULL,
        sequence integer NOT NULL,
        kind text NOT NULL,
        at timestamptz NOT NULL,
        actor_kind text NOT NULL,
        actor_department text,
        actor_officer text,
        data text NOT NULL,
        content text,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL,
        CONSTRAINT process_review_entries_pkey PRIMARY KEY (review, sequence),
        CONSTRAINT process_review_entries_review_fkey FOREIGN KEY (review) REFERENCES process_reviews (id)
      )`);
    await runner.query(`
      CREATE TRIGGER process_review_entries_append_only BEFORE UPDATE OR DELETE ON process_review_entries
      FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record()`);
    await runner.query(`
      CREATE TRIGGER process_review_entries_not_truncated BEFORE TRUNCATE ON process_review_entries
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record()`);
    await createOutcomes(runner);
    // What a department is told of a review belongs to no case.
    await runner.query(`ALTER TABLE inbox_entries ALTER COLUMN tracking_number DROP NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM inbox_entries WHERE tracking_number IS NULL`);
    await runner.query(`ALTER TABLE inbox_entries ALTER COLUMN tracking_number SET NOT NULL`);
    for (const table of [
      'process_review_applications',
      'process_review_adoptions',
      'process_review_entries',
      'process_reviews',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query(`DROP INDEX cases_closed_lately`);
    await runner.query(`DROP INDEX cases_piled_up`);
    await runner.query(`ALTER TABLE policies DROP COLUMN backlog`);
  }
}

/** What a review brings: adopted procedures, and the cases that they are applied to. Their editions are guidance. */
async function createOutcomes(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE process_review_adoptions (
      review text NOT NULL,
      number integer NOT NULL,
      guidance text NOT NULL,
      edition integer NOT NULL,
      steps integer NOT NULL,
      content text NOT NULL,
      route_department text,
      route_district text,
      disposition jsonb,
      by_department text NOT NULL,
      by_officer text,
      adopted_at timestamptz NOT NULL,
      told_at timestamptz,
      finished_at timestamptz,
      CONSTRAINT process_review_adoptions_pkey PRIMARY KEY (review, number),
      CONSTRAINT process_review_adoptions_review_fkey FOREIGN KEY (review) REFERENCES process_reviews (id)
    )`);
  await runner.query(`
    CREATE INDEX process_review_adoptions_unfinished ON process_review_adoptions (review, number)
    WHERE finished_at IS NULL`);
  await runner.query(`
    CREATE TABLE process_review_applications (
      review text NOT NULL,
      number integer NOT NULL,
      tracking_number text NOT NULL,
      outcome text NOT NULL,
      at timestamptz NOT NULL,
      CONSTRAINT process_review_applications_pkey PRIMARY KEY (review, number, tracking_number)
    )`);
  await runner.query(`
    CREATE INDEX process_review_applications_waiting ON process_review_applications (review, number, tracking_number)
    WHERE outcome = 'waiting'`);
}
