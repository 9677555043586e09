import { condition, defineSignal, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';
import type { FloorActivities } from './activities';

export const nudgeSignal = defineSignal<[number]>('nudge');

const { commit } = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: '10s' });

/** The least that a case workflow can be: takes a signal, waits. */
export async function waiting(): Promise<void> {
  let last = 0;
  setHandler(nudgeSignal, (value) => {
    last = value;
  });
  await condition(() => last < 0);
}

/** The least that a deadline can be: a timer, then one commit. */
export async function timed({ waitMs, id }: { waitMs: number; id: string }): Promise<void> {
  await sleep(waitMs);
  await commit(id);
}
