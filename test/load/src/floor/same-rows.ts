import type { Pool, PoolClient } from 'pg';

/** A statement of the floor: what it writes, with the row's values but for the keys that change from commit to commit. */
interface Write {
  sql: string;
  values: (key: CommitKey) => unknown[];
}

/** What differs between two commits of the same kind. */
export interface CommitKey {
  trackingNumber: string;
  sequence: number;
  caller: string;
}

type Row = Record<string, unknown>;

const rowsIn = (table: string, sequence = 'sequence'): { table: string; read: string } => ({
  table,
  read: `SELECT * FROM public.${table} WHERE tracking_number = $1 AND ${sequence} = $2`,
});

/** Tables that a command writes, and how its rows are read: by tracking number and sequence. */
const appended = [
  rowsIn('case_events'),
  rowsIn('case_texts'),
  {
    table: 'outbox',
    // The publisher may have removed the row already: it is put together from what it was written from.
    read: `SELECT tracking_number, sequence, status, responsible_department
      FROM public.case_events JOIN public.cases USING (tracking_number) WHERE tracking_number = $1 AND sequence = $2`,
  },
  rowsIn('accepted_commands', 'version'),
];
const oneRowACase = ['cases', 'workflow_sync'] as const;

/**
 * The rows of one real command, taken from the product's own tables, so that plain `pg` can commit the same rows into the same
 * tables with the same indexes: what PostgreSQL gives by itself.
 */
export class SameRows {
  private constructor(private readonly writes: Write[]) {}

  /** The rows of a registration: everything that the first event of `trackingNumber` left. */
  static async ofRegistration(pool: Pool, trackingNumber: string): Promise<SameRows> {
    const rows = await rowsOf(pool, trackingNumber, 1);
    const cases = await Promise.all(oneRowACase.map((table) => onlyRow(pool, table, trackingNumber)));
    const inserted = oneRowACase.map((table, place) => insert(table, cases[place] ?? {}));
    return new SameRows([...inserted, ...rows.map(({ table, row }) => insert(table, row))]);
  }

  /** The rows of a decision: the last event of `trackingNumber`, and the case and engine rows that it updated. */
  static async ofDecision(pool: Pool, trackingNumber: string): Promise<SameRows> {
    const last = await pool.query<{ version: number }>(
      'SELECT version FROM public.cases WHERE tracking_number = $1',
      [trackingNumber],
    );
    const rows = await rowsOf(pool, trackingNumber, last.rows[0]?.version ?? 1);
    const cases = await Promise.all(oneRowACase.map((table) => onlyRow(pool, table, trackingNumber)));
    const updated = oneRowACase.map((table, place) => update(table, cases[place] ?? {}));
    return new SameRows([...updated, ...rows.map(({ table, row }) => insert(table, row))]);
  }

  /** Makes the same tables, with the same indexes, in a schema of their own, so that no relay takes the rows for cases. */
  static async prepareSchema(pool: Pool): Promise<void> {
    await pool.query('CREATE SCHEMA IF NOT EXISTS bench');
    for (const table of [...oneRowACase, ...appended.map(({ table }) => table)]) {
      await pool.query(`CREATE TABLE IF NOT EXISTS bench.${table} (LIKE public.${table} INCLUDING ALL)`);
    }
  }

  /** The address of the database with `bench` as the schema that statements without one write to. */
  static writing(databaseUrl: string): string {
    return `${databaseUrl}?options=${encodeURIComponent('-c search_path=bench')}`;
  }

  get size(): number {
    return this.writes.length;
  }

  /** BEGIN, one statement a row, COMMIT. */
  async inATransaction(client: PoolClient, key: CommitKey): Promise<void> {
    await client.query('BEGIN');
    for (const [place, write] of this.writes.entries()) {
      await client.query({
        name: `floor-${place}-${write.sql.length}`,
        text: write.sql,
        values: write.values(key),
      });
    }
    await client.query('COMMIT');
  }

  /** The same rows as one statement with CTEs, committed by itself. */
  async inOneStatement(client: PoolClient, key: CommitKey): Promise<void> {
    const values: unknown[] = [];
    const parts = this.writes.map((write, place) => {
      const given = write.values(key);
      const shifted = write.sql.replace(
        /\$(\d+)/g,
        (_, index: string) => `$${Number(index) + values.length}`,
      );
      values.push(...given);
      return `w${place} AS (${shifted} RETURNING 1)`;
    });
    const text = `WITH ${parts.join(', ')} SELECT 1`;
    await client.query({ name: `floor-cte-${text.length}`, text, values });
  }
}

async function rowsOf(
  pool: Pool,
  trackingNumber: string,
  sequence: number,
): Promise<{ table: string; row: Row }[]> {
  const found = await Promise.all(
    appended.map(async ({ table, read }) => {
      const { rows } = await pool.query<Row>(read, [trackingNumber, sequence]);
      return rows.map((row) => ({ table, row }));
    }),
  );
  return found.flat();
}

async function onlyRow(pool: Pool, table: string, trackingNumber: string): Promise<Row> {
  const { rows } = await pool.query<Row>(`SELECT * FROM public.${table} WHERE tracking_number = $1`, [
    trackingNumber,
  ]);
  if (!rows[0]) throw new Error(`${table} has no row of ${trackingNumber}`);
  return rows[0];
}

function insert(table: string, row: Row): Write {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  return {
    sql: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    values: (key) => columns.map((column) => valueOf(table, column, row, key)),
  };
}

function update(table: string, row: Row): Write {
  const columns = Object.keys(row).filter((column) => column !== 'tracking_number');
  const sets = columns.map((column, index) => `${column} = $${index + 2}`);
  return {
    sql: `UPDATE ${table} SET ${sets.join(', ')} WHERE tracking_number = $1`,
    values: (key) => [key.trackingNumber, ...columns.map((column) => asParameter(row[column]))],
  };
}

function valueOf(table: string, column: string, row: Row, key: CommitKey): unknown {
  if (column === 'tracking_number') return key.trackingNumber;
  if (column === 'sequence') return key.sequence;
  if (table === 'accepted_commands' && column === 'key') return `${key.trackingNumber}-${key.sequence}`;
  if (table === 'accepted_commands' && column === 'caller') return key.caller;
  return asParameter(row[column]);
}

/** `pg` reads jsonb as objects; they are written as text again. */
function asParameter(value: unknown): unknown {
  const isJson =
    value !== null && typeof value === 'object' && !(value instanceof Date) && !Buffer.isBuffer(value);
  return isJson && !Array.isArray(value) ? JSON.stringify(value) : value;
}
