import type { FigureMeasure } from '@casetrace/case-record';
import type { Moment } from '../facts/facts';

/** How each count changes the number of open cases; what is not named does not change it. */
export const balanceSigns = {
  registered: 1,
  moved_in: 1,
  reopened: 1,
  reopened_by_correction: 1,
  moved_out: -1,
  closed_satisfied: -1,
  closed_agreed: -1,
  closed_withdrawn: -1,
  closed_no_answer: -1,
} as const satisfies Partial<Record<FigureMeasure, 1 | -1>>;

/** Open cases after these moments, when there were none before. */
export function balanceOf(moments: readonly Moment[]): number {
  const signs: Partial<Record<FigureMeasure, number>> = balanceSigns;
  return moments.reduce((balance, { measure, amount }) => balance + (signs[measure] ?? 0) * amount, 0);
}
