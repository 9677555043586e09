import { setTimeout as pause } from 'node:timers/promises';
import type { DoorAnswer } from '../../harness/doors-client';

export interface FinalAnswer<Value> extends DoorAnswer<Value> {
  /** Requests that it took. */
  attempts: number;
}

const withoutAnswerMs = 250;

/** Says whether a caller with any sense asks again: the service is out, overloaded, or was told to wait. */
const isTemporary = (status: number): boolean => status >= 500 || status === 429;

/**
 * Asks again, with the same Idempotency-Key, until there is an answer, and waits as long as it is told to: what a well-written
 * program of an agency does while services and engines die around it.
 * @throws Error when there is none within `withinMs`.
 */
export async function untilAnswered<Value>(
  ask: () => Promise<DoorAnswer<Value>>,
  withinMs = 180_000,
): Promise<FinalAnswer<Value>> {
  const end = Date.now() + withinMs;
  for (let attempts = 1; ; attempts++) {
    const { answer, failure } = await ask().then(
      (answered) => ({ answer: answered, failure: undefined }),
      (error: unknown) => ({ answer: undefined, failure: error }),
    );
    if (answer && !isTemporary(answer.status)) return { ...answer, attempts };
    if (Date.now() > end) {
      const last = answer ? JSON.stringify(answer.body) : String(failure);
      throw new Error(`No answer after ${attempts} attempts: ${last}`);
    }
    await pause(waitBefore(answer));
  }
}

/** Not all at the same moment: up to half more. */
function waitBefore(answer: DoorAnswer | undefined): number {
  const toldMs = Number(answer?.headers.get('retry-after') ?? 0) * 1000;
  return Math.max(toldMs, withoutAnswerMs) * (1 + Math.random() / 2);
}
