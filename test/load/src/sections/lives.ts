import { Client, Connection } from '@temporalio/client';
import type { Pool } from 'pg';
import { bench } from '../configuration';
import { type Doors, wholeLife } from '../doors';
import { closedLoop, row } from '../measures';
import { type BenchSystem, quiet } from '../system';
import type { Section } from './section';
import { headline } from './section';

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
  console.log(
    `  Temporal: ${await historyEvents(await watchedLives(system, doors))} history events a life (mean of 5)`,
  );
};

/** Lives of which the engine hears each step: under load it is told of several at once, or of none of a life that is over. */
async function watchedLives({ pool }: BenchSystem, doors: Doors): Promise<string[]> {
  const numbers: string[] = [];
  for (let life = 0; life < 5; life++) {
    numbers.push((await wholeLife(doors, () => quiet(pool))).trackingNumber);
    await quiet(pool);
  }
  return numbers;
}

async function databaseBytes(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>(
    `SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  return Number(rows[0]?.bytes);
}

async function historyEvents(numbers: string[]): Promise<string> {
  const connection = await Connection.connect({ address: bench.temporalAddress });
  const client = new Client({ connection, namespace: bench.namespace });
  let events = 0;
  for (const number of numbers) {
    events += (await client.workflow.getHandle(number).fetchHistory()).events?.length ?? 0;
  }
  await connection.close();
  return (events / numbers.length).toFixed(1);
}
