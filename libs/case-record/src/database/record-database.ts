import type { Socket } from 'node:net';
import type { Pool, PoolClient, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import { asRecordError } from './record-error';

/** A statement that is prepared once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** One connection within a transaction. */
export class Connection {
  private opening: string | null = null;
  private committed = false;

  constructor(readonly client: PoolClient) {}

  async rows<Row>(statement: Statement, values: unknown[] = []): Promise<Row[]> {
    return (await this.send(statement, values)).rows as Row[];
  }

  /** How many rows the statement touched. */
  async run(statement: Statement, values: unknown[] = []): Promise<number> {
    return (await this.send(statement, values)).rowCount ?? 0;
  }

  /** Opens a transaction, in the same round trip as its first statement. */
  begin(text: string): void {
    this.opening = text;
  }

  /** The last statement, with COMMIT in the same round trip: where it fails, PostgreSQL makes a ROLLBACK of the COMMIT. */
  async runAndCommit(statement: Statement, values: unknown[]): Promise<void> {
    const { client } = this;
    if (this.opening !== null) throw new Error('A transaction reads before it writes.');
    await Promise.all(together(client, () => [this.submit(statement, values), client.query('COMMIT')]));
    this.committed = true;
  }

  async commit(): Promise<void> {
    if (!this.committed && this.opening === null) await this.client.query('COMMIT');
  }

  private async send(statement: Statement, values: unknown[]): Promise<QueryResult> {
    const { opening, client } = this;
    if (opening === null) return this.submit(statement, values);
    this.opening = null;
    const sent = together(client, () => [client.query(opening), this.submit(statement, values)] as const);
    const [, result] = await Promise.all(sent);
    return result;
  }

  private submit({ name, text }: Statement, values: unknown[]): Promise<QueryResult> {
    return this.client.query({ name, text, values });
  }
}

/** Hands what is submitted to the network as one piece. */
function together<Sent>(client: PoolClient, submit: () => Sent): Sent {
  const { stream } = (client as PoolClient & { connection: { stream: Socket } }).connection;
  stream.cork();
  try {
    return submit();
  } finally {
    stream.uncork();
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
      connection.begin(begin);
      const value = await work(connection);
      await connection.commit();
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
