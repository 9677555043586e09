import type { ReviewScope } from '@casetrace/contracts';
import type { BacklogLimits } from '@casetrace/case-rules';

/** The waiting cases of one category in one department (M11). */
export interface Heap {
  category: string;
  department: string;
  /** not resolved and not closed */
  open: number;
  /** of them, open longer than the age of the policy */
  old: number;
  /** closed there within the last seven days */
  weeklyClosings: number;
}

export type HeapCounts = Pick<Heap, 'open' | 'old' | 'weeklyClosings'>;

/** Which limits a heap is past: too many old ones, or too many against the closings of a week. */
export type PassedLimit = 'age' | 'closings';

/** Which limits a heap is past; none for one that is merely large. */
export function passedLimits(counts: HeapCounts, limits: BacklogLimits, scope: ReviewScope): PassedLimit[] {
  const { count, minimum } = scopeLimits(limits, scope);
  const tooOld = counts.old > count;
  const tooSlow = counts.open >= minimum && counts.open > limits.weeks * counts.weeklyClosings;
  return [...(tooOld ? (['age'] as const) : []), ...(tooSlow ? (['closings'] as const) : [])];
}

/** Whether a heap has shrunk so far below every limit that the episode is over. Never true while a limit is passed. */
export function isOver(counts: HeapCounts, limits: BacklogLimits, scope: ReviewScope): boolean {
  const { count, minimum } = scopeLimits(limits, scope);
  const share = limits.endShare;
  const fewOld = counts.old < share * count;
  const fastEnough =
    counts.open < share * minimum || counts.open < share * limits.weeks * counts.weeklyClosings;
  return fewOld && fastEnough;
}

/** What is counted of several heaps together. */
export function together(heaps: readonly Heap[]): HeapCounts {
  const sum = { open: 0, old: 0, weeklyClosings: 0 };
  for (const { open, old, weeklyClosings } of heaps) {
    sum.open += open;
    sum.old += old;
    sum.weeklyClosings += weeklyClosings;
  }
  return sum;
}

const scopeLimits = (limits: BacklogLimits, scope: ReviewScope): { count: number; minimum: number } =>
  scope === 'department' ? limits : limits.subtree;
