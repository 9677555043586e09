import { setTimeout as pause } from 'node:timers/promises';
import type { RelayQueue } from '@casetrace/case-record';

const everyMs = 1_000;
/** Without any progress for this long, nobody delivers. */
const patienceMs = 60_000;

/**
 * Waits until the worker's relay has told every case to Temporal, but for those that Temporal refuses.
 * @throws Error when nothing is delivered for a minute: no worker runs, or Temporal is down.
 */
export async function untilDelivered(
  queue: Pick<RelayQueue, 'backlog'>,
  progress: (left: number) => void,
): Promise<{ refused: number }> {
  let fewest = Number.POSITIVE_INFINITY;
  let lastProgress = Date.now();
  for (;;) {
    const { count, failing } = await queue.backlog();
    progress(count);
    if (count <= failing) return { refused: failing };
    if (count < fewest) {
      fewest = count;
      lastProgress = Date.now();
    }
    if (Date.now() - lastProgress > patienceMs) {
      throw new Error(`${count} cases are left and none was delivered for a minute: is the worker running?`);
    }
    await pause(everyMs);
  }
}
