import { caseWorkflowId } from '@casetrace/contracts';
import { Client, Connection } from '@temporalio/client';
import type { Pool } from 'pg';
import { bench } from '../configuration';
import { type Doors, wholeLife } from '../doors';
import { closedLoop, row, waitFor } from '../measures';
import { type BenchSystem, quiet } from '../system';
import type { Section } from './section';
import { headline } from './section';

const lives = 5;

/** Whole lives over HTTP, and what a life leaves behind in PostgreSQL and in the engine's history. */
export const wholeLives: Section = async ({ system, doors }) => {
  headline('a whole life: register, progress, transfer, resolve, answer, closed');
  const before = await databaseBytes(system.pool);
  const numbers: string[] = [];
  const result = await closedLoop(8, bench.quick ? 3_000 : 15_000, async () => {
    numbers.push((await wholeLife(doors)).trackingNumber);
  });
  console.log(row('lives, 8 at once', result));
  await quiet(system.pool);
  const after = await databaseBytes(system.pool);
  console.log(
    `  PostgreSQL: ${Math.round((after - before) / numbers.length)} bytes a life, indexes included`,
  );
  console.log(`  Temporal: ${await watchedLives(system, doors)} history events a life (mean of ${lives})`);
};

/**
 * Events in the histories of lives of which the engine works off each step by itself: under load it is told of several at once, or
 * of none of a life that is over.
 */
async function watchedLives({ pool }: BenchSystem, doors: Doors): Promise<string> {
  const connection = await Connection.connect({ address: bench.temporalAddress });
  const { workflow } = new Client({ connection, namespace: bench.namespace });
  const workedOff = async (number: string): Promise<void> => {
    await quiet(pool);
    const handle = workflow.getHandle(caseWorkflowId(number));
    await waitFor(async () => !(await handle.describe()).raw.pendingWorkflowTask);
  };
  let events = 0;
  for (let life = 0; life < lives; life++) {
    const { trackingNumber } = await wholeLife(doors, workedOff);
    await workedOff(trackingNumber);
    events += (await workflow.getHandle(caseWorkflowId(trackingNumber)).fetchHistory()).events?.length ?? 0;
  }
  await connection.close();
  return (events / lives).toFixed(1);
}

async function databaseBytes(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>(
    `SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  return Number(rows[0]?.bytes);
}
