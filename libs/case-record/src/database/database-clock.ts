import type { Connection, RecordDatabase } from './record-database';

const readClock = {
  name: 'read-clock',
  text: 'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now',
};

/** The one clock of the record: the database's, which tests may shift. Epoch milliseconds. */
export class DatabaseClock {
  /** `shift` turns the database's time into the one that the record takes for now. */
  constructor(readonly shift: (databaseNow: number) => number) {}

  async now(connection: Connection | RecordDatabase): Promise<number> {
    const [row] = await connection.rows<{ now: number }>(readClock);
    if (!row) throw new Error('The database told no time.');
    return this.shift(row.now);
  }
}
