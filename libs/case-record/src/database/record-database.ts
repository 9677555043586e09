import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { asRecordError } from './record-error';

/** A statement that is prepared once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** One connection within a transaction. */
export class Connection {
  constructor(readonly client: PoolClient) {}

  async rows<Row>(statement: Statement, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.client.query({ name: statement.name, text: statement.text, values });
    return rows as Row[];
  }

  /** How many rows the statement touched. */
  async run(statement: Statement, values: unknown[] = []): Promise<number> {
    const { rowCount } = await this.client.query({ name: statement.name, text: statement.text, values });
    return rowCount ?? 0;
  }
}

const heard = new WeakSet<PoolClient>();

/**
 * The record's connections: those of TypeORM's pool, used through `pg` itself where every round trip counts (ADR 0003).
 * A broken connection is thrown away and never ends the process; after a restart of PostgreSQL the next request connects anew.
 */
export class RecordDatabase {
  constructor(readonly dataSource: DataSource) {}

  /** Rows of one statement outside a transaction. @throws RecordError recordUnavailable. */
  async rows<Row>(statement: Statement, values: unknown[] = []): Promise<Row[]> {
    return this.work((connection) => connection.rows<Row>(statement, values));
  }

  async run(statement: Statement, values: unknown[] = []): Promise<number> {
    return this.work((connection) => connection.run(statement, values));
  }

  /**
   * Does work between `begin` and COMMIT on one connection.
   * @throws RecordError caseBusy, recordUnavailable; whatever the work throws, after ROLLBACK.
   */
  async transaction<Value>(begin: string, work: (connection: Connection) => Promise<Value>): Promise<Value> {
    return this.work(async (connection) => {
      await connection.client.query(begin);
      const value = await work(connection);
      await connection.client.query('COMMIT');
      return value;
    });
  }

  private async work<Value>(work: (connection: Connection) => Promise<Value>): Promise<Value> {
    const client = await this.connect();
    try {
      const value = await work(new Connection(client));
      client.release();
      return value;
    } catch (error) {
      await giveBack(client);
      throw asRecordError(error);
    }
  }

  private async connect(): Promise<PoolClient> {
    try {
      const { master: pool } = this.dataSource.driver as DataSource['driver'] & { master?: Pool };
      if (!pool) throw new Error('Driver not connected');
      const client = await pool.connect();
      // A connection that breaks between two statements would end the process.
      if (!heard.has(client)) heard.add(client.on('error', () => undefined));
      return client;
    } catch (error) {
      throw asRecordError(error);
    }
  }
}

/** Ends what a failed transaction left; a connection that cannot even do that is thrown away. */
async function giveBack(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch {
    client.release(true);
  }
}
