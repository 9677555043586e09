/** Latencies of a run in milliseconds, and its rate a second. */
export interface Measured {
  count: number;
  failed: number;
  elapsedMs: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** Sums up latencies (milliseconds) that were taken over `elapsedMs`. */
export function measured(latencies: number[], elapsedMs: number, failed = 0): Measured {
  const sorted = [...latencies].sort((one, other) => one - other);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return {
    count: sorted.length,
    failed,
    elapsedMs,
    perSecond: (sorted.length * 1000) / elapsedMs,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: sorted.at(-1) ?? NaN,
  };
}

/** Calls `work` again and again from `concurrency` callers for `forMs`; each waits for its answer before the next call. */
export async function closedLoop(
  concurrency: number,
  forMs: number,
  work: (call: number) => Promise<unknown>,
): Promise<Measured> {
  const latencies: number[] = [];
  let failed = 0;
  let call = 0;
  const begun = performance.now();
  const caller = async (): Promise<void> => {
    while (performance.now() - begun < forMs) {
      const sent = performance.now();
      try {
        await work(call++);
        latencies.push(performance.now() - sent);
      } catch {
        failed += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  return measured(latencies, performance.now() - begun, failed);
}

/**
 * Lets calls arrive at a fixed rate whether earlier ones were answered or not; a latency counts from the moment that the call
 * was due to be sent, so that a stall is not hidden by sending less.
 */
export async function openLoop(
  perSecond: number,
  forMs: number,
  work: (call: number) => Promise<unknown>,
): Promise<Measured> {
  const latencies: number[] = [];
  const calls: Promise<void>[] = [];
  let failed = 0;
  const begun = performance.now();
  const total = Math.floor((perSecond * forMs) / 1000);
  while (calls.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - begun) * perSecond) / 1000) + 1);
    for (let call = calls.length; call < due; call++) {
      const dueAt = begun + (call * 1000) / perSecond;
      calls.push(
        work(call).then(
          () => void latencies.push(performance.now() - dueAt),
          () => void (failed += 1),
        ),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(calls);
  return measured(latencies, performance.now() - begun, failed);
}

/** One line of a table. */
export function row(name: string, result: Measured, ratio?: number): string {
  const figures = [
    `${result.perSecond.toFixed(0)}/s`.padStart(9),
    `p50 ${result.p50.toFixed(1)}`.padStart(11),
    `p99 ${result.p99.toFixed(1)} ms`.padStart(14),
    result.failed ? `${result.failed} failed` : '',
    ratio === undefined ? '' : `ratio ${ratio.toFixed(2)}`,
  ];
  return `  ${name.padEnd(44)}${figures.join('  ')}`;
}

/** Does `work` so many times, `concurrency` of them at once. */
export async function repeated(
  times: number,
  concurrency: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const caller = async (): Promise<void> => {
    for (let index = next++; index < times; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
}

/** Asks twice a second until it is so. @throws when it is not within `withinMs`. */
export async function waitFor(reached: () => Promise<boolean>, withinMs = 120_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await reached())) {
    if (Date.now() > end) throw new Error(`What is measured did not end within ${withinMs / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
