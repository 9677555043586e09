import type { Connection } from '@casetrace/case-record';
import { addDays } from '@casetrace/case-rules';
import {
  Asked,
  type Columns,
  columnsWith,
  type Grouped,
  grouping,
  type StatisticsQuery,
} from '../reading/statistics-query';

/** What was explained at the desks in a period (M1), and how much of it was settled on the spot. */
export type Consulted = Grouped & { consulted: number; settled: number };

/** Consultations belong to another part of the system: the figures ask them through this, and do without where it is absent. */
export interface ConsultationCounts {
  /** Null where no consultations are kept. `by` and filters of departments mean the desk. */
  between(connection: Connection, query: StatisticsQuery): Promise<Consulted[] | null>;
}

const isThere = {
  name: 'figures-consultations-there',
  text: `SELECT to_regclass('consultations') IS NOT NULL AS there`,
};
const columns: Columns = columnsWith('department');

/** Counts the table of consultations, where the database has it. Days are of Asia/Shanghai. */
export const countedConsultations: ConsultationCounts = {
  async between(connection, query) {
    const [table] = await connection.rows<{ there: boolean }>(isThere);
    if (!table?.there) return null;
    const asked = new Asked();
    const { select, groupBy } = grouping(query.by, columns);
    const local = (day: string): string => `${asked.add(`${day}T00:00:00+08:00`)}::timestamptz`;
    const text = `
      SELECT ${select}, count(*)::float8 AS consulted, (count(*) FILTER (WHERE settled))::float8 AS settled
      FROM consultations WHERE recorded_at >= ${local(query.from)}
        AND recorded_at < ${local(addDays(query.to, 1))}${asked.filters(query, columns)} ${groupBy}`;
    return connection.rows<Consulted>(asked.statement(text), asked.values);
  },
};
