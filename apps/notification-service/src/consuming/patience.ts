import { setTimeout as pause } from 'node:timers/promises';

/** Waits that grow from `firstMs` by doubling up to `longestMs`. */
export interface GrowingWait {
  firstMs: number;
  longestMs: number;
}

/** How long to wait after the `failures`-th failure (from 1), in milliseconds. */
export function waitAfter(failures: number, { firstMs, longestMs }: GrowingWait): number {
  return Math.min(firstMs * 2 ** Math.min(failures - 1, 30), longestMs);
}

/**
 * Waits in slices and shows a sign of life after each, so that the group does not give the partition away meanwhile.
 * Answers false when it was interrupted.
 * @throws what `heartbeat` throws.
 */
export async function waitAlive(
  ms: number,
  { heartbeat, signal }: { heartbeat: () => Promise<void>; signal: AbortSignal },
  sliceMs = 1_000,
): Promise<boolean> {
  for (let left = ms; left > 0 && !signal.aborted; left -= sliceMs) {
    await interruptible(Math.min(left, sliceMs), signal);
    if (!signal.aborted) await heartbeat();
  }
  return !signal.aborted;
}

/** Waits, or less when interrupted. */
export async function interruptible(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
}

/** Work that gave no answer in time; it may still take effect later. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/** The result of a piece of work. @throws TookTooLong after `ms` milliseconds without one. */
export async function withinTime<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
