import type { DataSource } from 'typeorm';
import { advisoryLocks } from './advisory-locks';

/** `down` takes the last step back; `allTheWayDown` every one of them, and the whole record with it. */
export type Direction = 'up' | 'down' | 'allTheWayDown';

/**
 * Brings the tables up to date or takes steps back, one process at a time; answers the names of the steps taken. The source
 * should allow long statements.
 */
export async function migrate(dataSource: DataSource, direction: Direction = 'up'): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query(`SELECT pg_advisory_lock($1)`, [advisoryLocks.migrations]);
    if (direction === 'up') {
      const taken = await dataSource.runMigrations({ transaction: 'each' });
      return taken.map(({ name }) => name);
    }
    return await (direction === 'down' ? takeBackLast(dataSource) : takeBackAll(dataSource));
  } finally {
    await runner.query(`SELECT pg_advisory_unlock($1)`, [advisoryLocks.migrations]).catch(() => undefined);
    await runner.release();
  }
}

async function takeBackLast(dataSource: DataSource): Promise<string[]> {
  const last = await lastMigration(dataSource);
  if (last === undefined) return [];
  await dataSource.undoLastMigration({ transaction: 'each' });
  return [last];
}

async function takeBackAll(dataSource: DataSource): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const [last] = await takeBackLast(dataSource);
    if (last === undefined) break;
    names.push(last);
  }
  await dataSource.query(`DROP TABLE IF EXISTS ${tableOf(dataSource)}`);
  return names;
}

const tableOf = ({ options }: DataSource): string => options.migrationsTableName ?? 'migrations';

async function lastMigration(dataSource: DataSource): Promise<string | undefined> {
  const table = tableOf(dataSource);
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
