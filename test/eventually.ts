import { setTimeout as pause } from 'node:timers/promises';

/**
 * Repeats an assertion until it holds and answers its value: in place of a fixed sleep, wherever something happens
 * "soon". Times in milliseconds.
 * @throws the last failure of the assertion, once `withinMs` are over.
 */
export async function eventually<Value>(
  assertion: () => Value | Promise<Value>,
  { withinMs = 15_000, everyMs = 50 } = {},
): Promise<Value> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await assertion();
    } catch (failure) {
      if (Date.now() >= end) throw stillFailing(failure, withinMs);
      await pause(everyMs);
    }
  }
}

function stillFailing(failure: unknown, withinMs: number): unknown {
  if (failure instanceof Error) failure.message = `Not within ${withinMs} ms: ${failure.message}`;
  return failure;
}
