import type { Bilingual } from '@casetrace/contracts';
import type { Connection, RecordDatabase, RulesSource } from '@casetrace/case-record';
import { type AsOf, readFigures } from './as-of';
import { nameOf } from './names';
import type { DayRange } from './period';
import { Asked, columnsWith, type StatisticsFilter } from './statistics-query';

/** Of a period, and perhaps of one category, district or channel; a department is not asked for: all are compared. */
export type DepartmentsQuery = DayRange & Omit<StatisticsFilter, 'department'>;

interface Named {
  department: string;
  name: Bilingual | null;
}

/** Stays that ended in the period; seconds are working time without the time in which the filer's answer was awaited. */
export interface TimeIn extends Named {
  stays: number;
  median: number;
  p90: number;
  total: number;
}

/** How often cases went from one department to another in the period, and by which way. */
export interface Handover {
  from: string;
  to: string;
  moves: number;
  transferred: number;
  referredUp: number;
  adjusted: number;
  contestedReferred: number;
  idleEscalated: number;
  /** of the moves, those that sent a case straight back to where it had come from */
  returned: number;
}

/** Two departments between which cases went to and fro. */
export interface Pair {
  departments: [string, string];
  returns: number;
  cases: number;
}

/** Who really solved it (M7): cases closed in the period, by who resolved them, and who helped. */
export interface Solver extends Named {
  solved: number;
  /** of those, with a satisfied filer */
  satisfied: number;
  /** of those, first assigned to another department */
  beyondItsDuty: number;
  /** closed cases in which it helped without having them */
  contributed: number;
}

export interface DepartmentStatistics {
  query: DepartmentsQuery;
  asOf: AsOf;
  timeIn: TimeIn[];
  handovers: Handover[];
  pairs: Pair[];
  solvers: Solver[];
}

const columns = columnsWith('department');
const handedOver = `next_department IS NOT NULL`;
const kinds = ['transferred', 'referredUp', 'adjusted', 'contestedReferred', 'idleEscalated'];
const byKind = kinds
  .map((kind) => `(count(*) FILTER (WHERE ended_by = '${kind}'))::float8 AS "${kind}"`)
  .join(', ');

/** Which department hands on what, how long each takes, who solves (M13). */
export class DepartmentStatisticsReader {
  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
  ) {}

  /** @throws RecordError recordUnavailable. */
  async read(query: DepartmentsQuery): Promise<DepartmentStatistics> {
    const rules = await this.rules.current();
    const named = <Row extends { department: string }>(rows: Row[]): (Row & Named)[] =>
      rows.map((row) => ({ ...row, name: nameOf('department', row.department, rules) }));
    return readFigures(this.database, async (connection, asOf) => ({
      query,
      asOf,
      timeIn: named(await readTimeIn(connection, query)),
      handovers: await readHandovers(connection, query),
      pairs: await readPairs(connection, query),
      solvers: named(await readSolvers(connection, query)),
    }));
  }
}

function within(asked: Asked, day: string, query: DepartmentsQuery): string {
  const { from, to } = query;
  const filters = asked.filters(query, columns);
  return `${day} >= ${asked.add(from)}::date AND ${day} <= ${asked.add(to)}::date${filters}`;
}

function readTimeIn(connection: Connection, query: DepartmentsQuery): Promise<Omit<TimeIn, 'name'>[]> {
  const asked = new Asked();
  const text = `
    SELECT department, stays, total, round(percentiles[1])::float8 AS median, round(percentiles[2])::float8 AS p90
    FROM (SELECT department, count(*)::float8 AS stays, sum(seconds)::float8 AS total,
        percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY seconds) AS percentiles
      FROM figure_stays WHERE ${within(asked, 'ended_day', query)} GROUP BY department) AS measured
    ORDER BY department`;
  return connection.rows(asked.statement(text), asked.values);
}

function readHandovers(connection: Connection, query: DepartmentsQuery): Promise<Handover[]> {
  const asked = new Asked();
  const text = `
    SELECT department AS "from", next_department AS "to", count(*)::float8 AS moves, ${byKind},
      (count(*) FILTER (WHERE returned))::float8 AS returned
    FROM figure_stays WHERE ${within(asked, 'ended_day', query)} AND ${handedOver}
    GROUP BY department, next_department ORDER BY moves DESC, department, next_department`;
  return connection.rows(asked.statement(text), asked.values);
}

function readPairs(connection: Connection, query: DepartmentsQuery): Promise<Pair[]> {
  const asked = new Asked();
  const text = `
    SELECT ARRAY[least(department, next_department), greatest(department, next_department)] AS departments,
      count(*)::float8 AS returns, count(DISTINCT tracking_number)::float8 AS cases
    FROM figure_stays WHERE ${within(asked, 'ended_day', query)} AND returned
    GROUP BY 1 ORDER BY returns DESC, 1`;
  return connection.rows(asked.statement(text), asked.values);
}

function readSolvers(connection: Connection, query: DepartmentsQuery): Promise<Omit<Solver, 'name'>[]> {
  const asked = new Asked();
  const solved = within(asked, 'closed_day', query);
  const text = `
    SELECT department, sum(solved)::float8 AS solved, sum(satisfied)::float8 AS satisfied,
      sum(beyond)::float8 AS "beyondItsDuty", sum(contributed)::float8 AS contributed
    FROM (
      SELECT solved_by AS department, count(*) AS solved, count(*) FILTER (WHERE closure = 'satisfied') AS satisfied,
        count(*) FILTER (WHERE solved_by <> first_department) AS beyond, 0 AS contributed
      FROM figure_cases WHERE ${solved} AND solved_by IS NOT NULL GROUP BY solved_by
      UNION ALL
      SELECT helper, 0, 0, 0, count(*) FROM figure_cases CROSS JOIN LATERAL unnest(contributors) AS helper
      WHERE ${solved} AND contributors <> '{}' GROUP BY helper
    ) AS credits GROUP BY department ORDER BY solved DESC, contributed DESC, department`;
  return connection.rows(asked.statement(text), asked.values);
}
