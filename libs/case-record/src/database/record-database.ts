import type { Socket } from 'node:net';
import type { Pool, PoolClient, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import { asRecordError } from './record-error';

/** A statement that is prepared once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** What opens a transaction, where it may take longer than the statements of the pool: for as long as it may wait. */
export interface PatientOpening {
  readonly text: string;
  readonly longestMs: number;
}

/** How much longer than its time limit a statement may go without an answer. */
export const hungAfterMs = 1_000;

/**
 * Opens a transaction with a lock that nobody else may hold, waiting for it as long as is said. The wait is no slow statement:
 * `statement_timeout` would cut it short, so it is that of the pool only from the next statement on.
 */
export function aloneUnder(lock: number, longestMs: number): PatientOpening {
  const text = `BEGIN; SET LOCAL lock_timeout = ${longestMs}; SET LOCAL statement_timeout = ${longestMs + hungAfterMs};
    SELECT pg_advisory_xact_lock(${lock}); SET LOCAL statement_timeout TO DEFAULT`;
  return { text, longestMs: longestMs + 2 * hungAfterMs };
}

/** How long `pg` waits for an answer before it gives the connection up; that of the pool where nothing is said. */
interface Patience {
  query_timeout?: number;
}

/** One connection within a transaction. */
export class Connection {
  private opening: string | PatientOpening | null = null;
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
  begin(opening: string | PatientOpening): void {
    this.opening = opening;
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
    const patience = typeof opening === 'string' ? {} : { query_timeout: opening.longestMs };
    const text = typeof opening === 'string' ? opening : opening.text;
    // The statement is on its way while its opening still waits, and must not be taken for hung meanwhile.
    const sent = together(
      client,
      () => [client.query({ text, ...patience }), this.submit(statement, values, patience)] as const,
    );
    const [, result] = await Promise.all(sent);
    return result;
  }

  private submit(
    { name, text }: Statement,
    values: unknown[],
    patience: Patience = {},
  ): Promise<QueryResult> {
    return this.client.query({ name, text, values, ...patience });
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
  async transaction<Value>(
    begin: string | PatientOpening,
    work: (connection: Connection) => Promise<Value>,
  ): Promise<Value> {
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
