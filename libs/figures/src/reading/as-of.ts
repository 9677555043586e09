import { type Connection, type RecordDatabase, RecordError } from '@casetrace/case-record';
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
    SELECT complete, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
      to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day,
      (SELECT count(*)::int FROM workflow_sync WHERE read_version < wanted_version) AS waiting
    FROM figure_state`,
};

/** All parts of an answer are of one moment, so that they agree with each other. */
const oneMoment = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/**
 * Reads figures of one moment.
 * @throws RecordError recordUnavailable, also while the figures are being written anew: half of them would be wrong.
 */
export async function readFigures<Value>(
  database: RecordDatabase,
  read: (connection: Connection, asOf: AsOf) => Promise<Value>,
): Promise<Value> {
  return database.transaction(oneMoment, async (connection) => {
    const [row] = await connection.rows<AsOf & { complete: boolean }>(readAsOf);
    if (!row?.complete) {
      throw new RecordError('recordUnavailable', 'The figures are being written anew; ask again later.');
    }
    return read(connection, { at: row.at, day: row.day, waiting: row.waiting });
  });
}
