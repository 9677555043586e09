import { type Connection, readWhole, type RecordDatabase } from '@casetrace/case-record';
import type { CivilDate } from '@casetrace/case-rules';

/** How far the figures know the record. */
export interface AsOf {
  /** ISO 8601, UTC: the moment of the answer */
  at: string;
  /** the day of that moment in Asia/Shanghai */
  day: CivilDate;
  /** cases that have changed since they were counted */
  waiting: number;
}

const readAsOf = {
  name: 'figures-as-of',
  text: `
    SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
      to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day,
      (SELECT count(*)::int FROM workflow_sync WHERE read_version < wanted_version) AS waiting`,
};

/** How the figures are asked for, and named where they are refused. */
export const wholeFigures = { model: 'figures', named: 'The figures are' };

/**
 * Reads figures of one moment.
 * @throws RecordError recordUnavailable, also while the figures are being written anew: half of them would be wrong.
 */
export async function readFigures<Value>(
  database: RecordDatabase,
  read: (connection: Connection, asOf: AsOf) => Promise<Value>,
): Promise<Value> {
  return readWhole(database, wholeFigures, async (connection) => {
    const [asOf] = await connection.rows<AsOf>(readAsOf);
    return read(connection, asOf!);
  });
}
