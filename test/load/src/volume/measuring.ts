import { closedLoop, type Measured } from '../measures';
import type { Read } from './reads';
import type { Reader } from './reader';
import { verdict } from './verdicts';

/** What a read took with so many callers at once. */
export interface Taken {
  read: Read;
  callers: number;
  result: Measured;
}

const warmUpMs = 1_000;

/** Measures all reads, warm, with one caller and with four; each call must be answered with 200. */
export async function measureAll(reader: Reader, reads: readonly Read[], forMs: number): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const read of reads) {
    if (read.paths.length === 0) {
      console.log(`  ${read.name.padEnd(36)}not there`);
      continue;
    }
    const ask = async (call: number): Promise<void> => {
      await reader.get(read.paths[call % read.paths.length]!);
    };
    for (const path of read.paths.slice(0, 1)) await reader.get(path);
    await closedLoop(4, warmUpMs, ask);
    for (const callers of [1, 4]) {
      const result = await closedLoop(callers, forMs, ask);
      if (result.failed > 0) throw new Error(`${read.name}: ${result.failed} calls failed`);
      taken.push({ read, callers, result });
      console.log(line(read.name, callers, result));
    }
  }
  return taken;
}

/**
 * The goals beside what was measured at the full volume, and how it grew from the first one on; not judged where cases were kept
 * from a run before and the first volume was not measured.
 */
export function compare(first: readonly Taken[], full: readonly Taken[]): void {
  for (const { read, callers, result } of full.filter((taken) => taken.callers === 1)) {
    const before = first.find((taken) => taken.read.name === read.name && taken.callers === callers);
    const growth = before ? result.p95 / before.result.p95 : NaN;
    const goals = [
      verdict(`${read.name}: p95`, result.p95 < read.goal, `p95 ${result.p95.toFixed(1)} of ${read.goal} ms`),
      ...(read.growth === undefined || !before
        ? [`growth ${growth.toFixed(2)}`]
        : [
            verdict(
              `${read.name}: growth`,
              growth < read.growth,
              `growth ${growth.toFixed(2)} of ${read.growth}`,
            ),
          ]),
    ];
    console.log(`  ${read.name.padEnd(36)}${goals.join(', ')}`);
  }
}

function line(name: string, callers: number, { p50, p95, p99, perSecond }: Measured): string {
  const figures = [`p50 ${p50.toFixed(1)}`, `p95 ${p95.toFixed(1)}`, `p99 ${p99.toFixed(1)} ms`];
  return `  ${name.padEnd(36)}${callers} at once  ${figures.map((figure) => figure.padStart(14)).join(' ')}${perSecond.toFixed(0).padStart(8)}/s`;
}
