import type { FigureMeasure } from '@casetrace/case-record';
import type { Closure } from '@casetrace/contracts';
import { civilDateAt } from '@casetrace/case-rules';
import type { Moment } from './facts';
import type { Turn } from './facts-of';

const measureOf = {
  satisfied: 'closed_satisfied',
  agreedThoughDissatisfied: 'closed_agreed',
  withdrawn: 'closed_withdrawn',
  noAnswer: 'closed_no_answer',
} as const satisfies Record<Closure, FigureMeasure>;

/**
 * Closings and openings again. A closing counts under the closure that stands: where the filer corrects `satisfied` into
 * `agreedThoughDissatisfied`, the same closing is counted otherwise. A correction from closed to contested is a reopening of
 * its own kind, on its own day, at the department that has the case again; the closing before it did happen and stays.
 */
export function closingsOf(turns: readonly Turn[]): Moment[] {
  const moments: Moment[] = [];
  let closing: Moment | undefined;
  for (const { event, at, before, after } of turns) {
    const wasClosed = before?.status === 'closed';
    const isClosed = after.status === 'closed';
    if (isClosed && closing && wasClosed && after.closure) closing.measure = measureOf[after.closure];
    if (isClosed === wasClosed || (before === null && !isClosed)) continue;
    const department = after.responsibleDepartment;
    const day = civilDateAt(at);
    if (isClosed) {
      closing = { measure: measureOf[after.closure ?? 'withdrawn'], day, department, amount: 1 };
      moments.push(closing);
    } else {
      const corrected = event.type === 'AnswerCorrected';
      moments.push({
        measure: corrected ? 'reopened_by_correction' : 'reopened',
        day,
        department,
        amount: 1,
      });
    }
  }
  return moments;
}
