import type { Doors } from '../doors';
import type { BenchSystem } from '../system';

/** One part of the bench: measures and prints. */
export type Section = (bench: { system: BenchSystem; doors: Doors }) => Promise<void>;

/** Headline of a part. */
export function headline(text: string): void {
  console.log(`\n${text}`);
}

/** The middle one of some figures. */
export function median(figures: number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
