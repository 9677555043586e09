import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts of what happened, and two sums of seconds: the columns of `figure_totals` besides its key. */
const counts = [
  'registered, moved_in, moved_out, reopened, reopened_by_correction',
  'closed_satisfied, closed_agreed, closed_withdrawn, closed_no_answer, first_handled, resolved',
  'transferred, referred_up, adjusted, contested_referred, idle_escalated, unresolved_reported',
  'supervisory_reported, contested, answered_satisfied, answered_agreed, answered_keep_open',
  'recorded_satisfied, recorded_agreed, recorded_keep_open, procedure_adopted, cause_rule, cause_duties',
  'cause_process, cause_handling, cause_information, cause_filer, cause_external, cause_unspecified',
].flatMap((line) => line.split(', '));
const sums = ['resolving_seconds', 'over_limit_seconds'];

/**
 * The figures (M13; ADR 0011): facts of each case, its stays in departments, sums by day and by month, and monthly reports.
 * The indexes carry all that a question of a period needs, so that no case is visited for it.
 */
export class CreateFigures1764000000015 implements MigrationInterface {
  readonly name = 'CreateFigures1764000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE figure_state (
        only_row boolean NOT NULL DEFAULT true,
        complete boolean NOT NULL,
        CONSTRAINT figure_state_pkey PRIMARY KEY (only_row),
        CONSTRAINT figure_state_only_row_check CHECK (only_row)
      )`);
    await runner.query(`INSERT INTO figure_state (complete) VALUES (true)`);
    await runner.query(`
      CREATE TABLE figure_cases (
        tracking_number text NOT NULL,
        version integer NOT NULL,
        category text NOT NULL,
        district text NOT NULL,
        channel text NOT NULL,
        desk text NOT NULL,
        first_department text NOT NULL,
        department text NOT NULL,
        registered_day date NOT NULL,
        first_handled_day date,
        first_handled_department text,
        first_handled_seconds integer,
        first_resolved_day date,
        first_resolved_department text,
        first_resolved_seconds integer,
        first_closed_day date,
        first_closed_department text,
        first_closed_seconds integer,
        closed_day date,
        closure text,
        resolved_day date,
        solved_by text,
        contributors text[] NOT NULL,
        cause_kind text,
        rule_key text,
        rule_text text,
        citations jsonb NOT NULL,
        transfers integer NOT NULL,
        idle_escalations integer NOT NULL,
        unresolved_reports integer NOT NULL,
        contested integer NOT NULL,
        reopened integer NOT NULL,
        answer text,
        resolving_seconds integer,
        over_limit_seconds integer,
        moment_days date[] NOT NULL,
        moment_departments text[] NOT NULL,
        moment_measures text[] NOT NULL,
        moment_amounts bigint[] NOT NULL,
        CONSTRAINT figure_cases_pkey PRIMARY KEY (tracking_number)
      )`);
    await runner.query(`
      CREATE TABLE figure_stays (
        tracking_number text NOT NULL,
        ordinal integer NOT NULL,
        category text NOT NULL,
        district text NOT NULL,
        channel text NOT NULL,
        department text NOT NULL,
        registered_day date NOT NULL,
        held daterange NOT NULL,
        ended_day date,
        seconds integer,
        ended_by text,
        next_department text,
        returned boolean NOT NULL,
        CONSTRAINT figure_stays_pkey PRIMARY KEY (tracking_number, ordinal)
      )`);
    await runner.query(`
      CREATE TABLE figure_totals (
        cut text NOT NULL,
        grain text NOT NULL,
        start date NOT NULL,
        category text NOT NULL,
        district text NOT NULL,
        channel text NOT NULL,
        department text NOT NULL,
        ${counts.map((column) => `${column} integer NOT NULL DEFAULT 0,`).join('\n        ')}
        ${sums.map((column) => `${column} bigint NOT NULL DEFAULT 0,`).join('\n        ')}
        CONSTRAINT figure_totals_pkey PRIMARY KEY (cut, grain, start, category, district, channel, department)
      )`);
    for (const index of figureIndexes) await runner.query(index.create);
    await runner.query(`
      CREATE TABLE monthly_reports (
        month text NOT NULL,
        language text NOT NULL,
        html text NOT NULL,
        written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT monthly_reports_pkey PRIMARY KEY (month, language)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'monthly_reports',
      'figure_totals',
      'figure_stays',
      'figure_cases',
      'figure_state',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

/** An index that is taken away while all figures are written anew. */
interface FigureIndex {
  name: string;
  create: string;
}

const dimensions = 'category, district, channel';
const index = (name: string, on: string): FigureIndex => ({ name, create: `CREATE INDEX ${name} ON ${on}` });
const spans = ['first_handled', 'first_resolved', 'first_closed'].map((span) =>
  index(
    `figure_cases_${span}`,
    `figure_cases (${span}_day) INCLUDE (${span}_seconds, ${dimensions}, ${span}_department)
      WHERE ${span}_day IS NOT NULL`,
  ),
);

export const figureIndexes: readonly FigureIndex[] = [
  index('figure_cases_registered', 'figure_cases (registered_day, tracking_number)'),
  ...spans,
  index(
    'figure_cases_solved',
    `figure_cases (closed_day) INCLUDE (solved_by, closure, first_department, ${dimensions})
      WHERE solved_by IS NOT NULL`,
  ),
  index(
    'figure_cases_helped',
    `figure_cases (closed_day) INCLUDE (contributors, ${dimensions}) WHERE contributors <> '{}'`,
  ),
  index(
    'figure_cases_rules',
    `figure_cases (resolved_day) INCLUDE (rule_key, rule_text, cause_kind, contested, idle_escalations,
      unresolved_reports, reopened, answer, resolving_seconds, over_limit_seconds, ${dimensions}, department)
      WHERE rule_key IS NOT NULL`,
  ),
  index(
    'figure_stays_held',
    `figure_stays USING gist (held) INCLUDE (registered_day, ${dimensions}, department)`,
  ),
  index(
    'figure_stays_ended',
    `figure_stays (ended_day) INCLUDE (department, seconds, ended_by, next_department, returned, ${dimensions})
      WHERE ended_day IS NOT NULL`,
  ),
];
