import { bench } from '../configuration';
import type { Committed } from '../doors';
import { Floor } from '../floor/floor';
import { closedLoop, row } from '../measures';
import { atRest, quiet } from '../system';
import type { Section } from './section';
import { headline } from './section';

const warmUpMs = bench.quick ? 1_000 : 8_000;
/** As long as the engine, search and figures give way (ADR 0014). */
const givesWayMs = 10_000;
const afterwardsMs = bench.quick ? 5_000 : 20_000;
const callers = [1, 8];

/** Registrations that do not end when the engine no longer gives way, beside the naked Nest route, and how long it then catches up. */
export const longRush: Section = async ({ system, doors }) => {
  headline(`registrations for ${(givesWayMs + afterwardsMs) / 1000} s without a rest`);
  const register = (): Promise<Committed> => doors.register('social-insurance-pensions');
  const { trackingNumber } = await register();
  const floor = await Floor.start('registration', system, trackingNumber);
  for (const work of [floor.nest, register]) await closedLoop(8, warmUpMs, work);
  for (const concurrency of callers) {
    await atRest(system.pool);
    const bare = await closedLoop(concurrency, givesWayMs, floor.nest);
    await atRest(system.pool);
    const first = await closedLoop(concurrency, givesWayMs, register);
    const afterwards = await closedLoop(concurrency, afterwardsMs, register);
    const over = performance.now();
    await quiet(system.pool);
    console.log(`  ${concurrency} at once`);
    console.log(row('naked Nest route', bare));
    console.log(row('the first ten seconds', first, first.perSecond / bare.perSecond));
    console.log(row('afterwards', afterwards, afterwards.perSecond / bare.perSecond));
    console.log(
      `  the engine has caught up ${((performance.now() - over) / 1000).toFixed(0)} s after the last one`,
    );
  }
  await floor.stop();
};
