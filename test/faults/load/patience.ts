import { setTimeout as pause } from 'node:timers/promises';
import type { DoorAnswer } from '../../harness/doors-client';

export interface FinalAnswer<Value> extends DoorAnswer<Value> {
  /** Requests that it took. */
  attempts: number;
}

const betweenAttemptsMs = 250;

/** Says whether a caller with any sense asks again: the service is out, overloaded, or was told to wait. */
const isTemporary = (status: number): boolean => status >= 500 || status === 429;

/**
 * Asks again, with the same Idempotency-Key, until there is an answer: what a well-written program of an agency does while
 * services and engines die around it.
 * @throws Error when there is none within `withinMs`.
 */
export async function untilAnswered<Value>(
  ask: () => Promise<DoorAnswer<Value>>,
  withinMs = 180_000,
): Promise<FinalAnswer<Value>> {
  const end = Date.now() + withinMs;
  for (let attempts = 1; ; attempts++) {
    const answer = await ask().catch((error: unknown) => error);
    if (!(answer instanceof Error)) {
      const { status } = answer as DoorAnswer<Value>;
      if (!isTemporary(status)) return { ...(answer as DoorAnswer<Value>), attempts };
    }
    if (Date.now() > end) throw new Error(`No answer after ${attempts} attempts: ${inWords(answer)}`);
    await pause(betweenAttemptsMs);
  }
}

const inWords = (answer: unknown): string =>
  answer instanceof Error ? `${answer.message} ${JSON.stringify(answer.cause)}` : JSON.stringify(answer);
