import { bench } from '../configuration';
import type { Committed } from '../doors';
import { Floor } from '../floor/floor';
import { openLoop, repeated, row } from '../measures';
import { atRest } from '../system';
import type { Section } from './section';
import { headline } from './section';

const perSecond = 200;
const forMs = bench.quick ? 5_000 : 20_000;
const burst = bench.quick ? 500 : 2_000;

/**
 * 200 arrivals a second, whether earlier ones are answered or not: alone, and while a burst is on its way to the engine; beside
 * the naked Nest route that commits the same rows, which tells whether the machine can do it at all.
 */
export const fixedArrivals: Section = async ({ system, doors }) => {
  headline(`${perSecond} registrations a second for ${forMs / 1000} s (goal: p99 under 50 ms)`);
  const arrival = (): Promise<Committed> => doors.register('social-insurance-pensions');
  const { trackingNumber } = await arrival();
  const floor = await Floor.start('registration', system, trackingNumber);
  await atRest(system.pool);
  console.log(row('naked Nest route', await openLoop(perSecond, forMs, floor.nest)));
  await floor.stop();
  console.log(row('alone', await openLoop(perSecond, forMs, arrival)));
  await atRest(system.pool);
  await repeated(burst, 32, arrival);
  const { rows } = await system.pool.query<{ left: string }>(
    'SELECT count(*) AS left FROM workflow_sync WHERE delivered_version < wanted_version',
  );
  console.log(`  a burst of ${burst} was registered; ${rows[0]?.left ?? '?'} of it are still to be relayed`);
  console.log(row('while the burst is relayed', await openLoop(perSecond, forMs, arrival)));
};
