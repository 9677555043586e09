import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { Pool } from 'pg';
import { bench } from '../configuration';
import { TemporalFloor } from '../floor/temporal-floor';
import { row } from '../measures';
import { quiet } from '../system';
import type { Section } from './section';
import { headline } from './section';

const count = bench.quick ? 500 : 2_000;

/** The relay's way to the engine beside bare signalWithStart of a minimal workflow on the same server. */
export const relayRate: Section = async ({ system }) => {
  headline(`relay: ${count} cases to the engine (goal: at least 0.8 of bare signalWithStart)`);
  const floor = await TemporalFloor.start(bench.temporalAddress, bench.namespace, {
    commit: () => Promise.resolve(),
  });
  await quiet(system.pool);
  const prefix = `bench-${randomUUID()}`;
  const bareNew = await floor.signalWithStart(prefix, count, 32);
  const bareKnown = await floor.signalWithStart(prefix, count, 32);
  await floor.terminateAll();
  await floor.stop();
  console.log(row('bare signalWithStart, new', bareNew));
  console.log(row('bare signalWithStart, known', bareKnown));
  const known = await relayed(system.pool, count, 'known');
  console.log(
    `  relay, known cases                            ${known.toFixed(0)}/s  ratio ${(known / bareKnown.perSecond).toFixed(2)}`,
  );
  const fresh = await relayed(system.pool, count, 'new');
  console.log(
    `  relay, new cases                              ${fresh.toFixed(0)}/s  ratio ${(fresh / bareNew.perSecond).toFixed(2)}`,
  );
};

/** Marks open cases as undelivered and takes the time until the relay has delivered them; `new` ends their workflows first. */
async function relayed(pool: Pool, wanted: number, kind: 'new' | 'known'): Promise<number> {
  const { rows } = await pool.query<{ tracking_number: string }>(
    `SELECT s.tracking_number FROM workflow_sync s JOIN cases c USING (tracking_number)
     WHERE c.status <> 'closed' ORDER BY s.tracking_number LIMIT $1`,
    [wanted],
  );
  const numbers = rows.map((found) => found.tracking_number);
  if (kind === 'new') await terminated(numbers);
  const begun = performance.now();
  await pool.query(
    'UPDATE workflow_sync SET delivered_version = 0, next_try = now() WHERE tracking_number = ANY($1)',
    [numbers],
  );
  await quiet(pool);
  return (numbers.length * 1000) / (performance.now() - begun);
}

async function terminated(numbers: string[]): Promise<void> {
  const connection = await Connection.connect({ address: bench.temporalAddress });
  const client = new Client({ connection, namespace: bench.namespace });
  for (let from = 0; from < numbers.length; from += 50) {
    const some = numbers.slice(from, from + 50);
    await Promise.all(
      some.map((number) =>
        client.workflow
          .getHandle(number)
          .terminate('bench')
          .catch(() => undefined),
      ),
    );
  }
  await connection.close();
}
