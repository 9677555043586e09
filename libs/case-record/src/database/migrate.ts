import type { DataSource } from 'typeorm';
import { advisoryLocks } from './advisory-locks';

/**
 * Brings the tables up to date (or takes all of them back), one process at a time; answers the names of the steps taken.
 * The source should allow long statements.
 */
export async function migrate(dataSource: DataSource, direction: 'up' | 'down' = 'up'): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query(`SELECT pg_advisory_lock($1)`, [advisoryLocks.migrations]);
    if (direction === 'up') {
      const taken = await dataSource.runMigrations({ transaction: 'each' });
      return taken.map(({ name }) => name);
    }
    return await takeBackAll(dataSource);
  } finally {
    await runner.query(`SELECT pg_advisory_unlock($1)`, [advisoryLocks.migrations]).catch(() => undefined);
    await runner.release();
  }
}

async function takeBackAll(dataSource: DataSource): Promise<string[]> {
  const table = dataSource.options.migrationsTableName ?? 'migrations';
  const names: string[] = [];
  for (;;) {
    const last = await lastMigration(dataSource, table);
    if (last === undefined) break;
    await dataSource.undoLastMigration({ transaction: 'each' });
    names.push(last);
  }
  await dataSource.query(`DROP TABLE IF EXISTS ${table}`);
  return names;
}

async function lastMigration(dataSource: DataSource, table: string): Promise<string | undefined> {
  const [{ found } = { found: null }] = await dataSource.query<{ found: string | null }[]>(
    `SELECT to_regclass($1) AS found`,
    [table],
  );
  if (found === null) return undefined;
  const rows = await dataSource.query<{ name: string }[]>(
    `SELECT name FROM ${table} ORDER BY id DESC LIMIT 1`,
  );
  return rows[0]?.name;
}
