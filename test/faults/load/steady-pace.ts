import { everythingCarried } from '../ground/carried';
import type { OwnSystem } from '../ground/own-system';
import type { SteadyLoad } from './steady-load';

const warmUp = 100;
const measured = 200;
const slowest = 5;
const fastest = 20;
/** Registrations and actions are two streams; together they may take half of what can be carried, so that a backlog goes again. */
const share = 1 / 4;

/**
 * How many registrations, and as many actions, a second this machine carries to Temporal, Kafka and the mail with room to catch
 * up after an outage: a load that it cannot carry even undisturbed would show nothing but that.
 */
export async function steadyPace(own: OwnSystem, load: SteadyLoad): Promise<number> {
  await load.registerMany(warmUp);
  await everythingCarried(own);
  const begun = performance.now();
  await load.registerMany(measured);
  await everythingCarried(own);
  const carriedPerSecond = (measured * 1000) / (performance.now() - begun);
  return Math.min(fastest, Math.max(slowest, Math.floor(carriedPerSecond * share)));
}
