import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Pool } from 'pg';
import { tableNames } from './case-rows';
import type { Loaded, LoadPlan } from './load-share';

/** Seconds of the parts of a load, and what it brought. */
export interface LoadReport extends Loaded {
  loadSeconds: number;
  indexSeconds: number;
  vacuumSeconds: number;
}

/** As many threads as the machine of the goals has cores. */
const threads = 2;

/**
 * Loads cases: indexes of the record are taken away before, put back after, and the tables are vacuumed and analysed, as
 * autovacuum does in time.
 */
export async function load(pool: Pool, plan: LoadPlan): Promise<LoadReport> {
  const indexes = await takeAwayIndexes(pool);
  let begun = performance.now();
  const lap = (): number => {
    const now = performance.now();
    const seconds = (now - begun) / 1000;
    begun = now;
    return seconds;
  };
  const pieces = new SharedArrayBuffer(4);
  const shares = await Promise.all(Array.from({ length: threads }, () => inAThread(plan, pieces)));
  const loadSeconds = lap();
  await putBack(pool, indexes);
  const indexSeconds = lap();
  await pool.query(`VACUUM (ANALYZE) ${tableNames.join(', ')}`);
  const total = (part: keyof Loaded): number => shares.reduce((sum, share) => sum + share[part], 0);
  return {
    cases: total('cases'),
    events: total('events'),
    generating: total('generating'),
    copying: total('copying'),
    ...{ loadSeconds, indexSeconds, vacuumSeconds: lap() },
  };
}

function inAThread(plan: LoadPlan, pieces: SharedArrayBuffer): Promise<Loaded> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'load-worker.js'), { workerData: { plan, pieces } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`A thread of the load ended with ${code}.`)));
  });
}

/** Drops the indexes of the loaded tables; answers the statements that make them again. */
async function takeAwayIndexes(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ drop: string; create: string }>(
    `SELECT CASE WHEN k.conname IS NULL THEN format('DROP INDEX %I', i.relname)
                 ELSE format('ALTER TABLE %I DROP CONSTRAINT %I', t.relname, k.conname) END AS drop,
            CASE WHEN k.conname IS NULL THEN pg_get_indexdef(i.oid)
                 ELSE format('ALTER TABLE %I ADD CONSTRAINT %I %s', t.relname, k.conname, pg_get_constraintdef(k.oid)) END AS create
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
     LEFT JOIN pg_constraint k ON k.conindid = i.oid AND k.contype IN ('p', 'u')
     WHERE t.relname = ANY ($1) AND t.relnamespace = 'public'::regnamespace ORDER BY k.conname IS NULL, i.relname`,
    [tableNames],
  );
  for (const { drop } of rows) await pool.query(drop);
  return rows.map(({ create }) => create);
}

async function putBack(pool: Pool, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await pool.query(statement);
}
