import { dueTime, longestPeriod, type Pause, policyOf, type Rules } from '@casetrace/case-rules';
import type { ReviewDeadline } from '@casetrace/case-record';

/** The interval between reports at the top doubles at most this often, as that of a case. */
const mostDoublings = 5;

export interface IdleReview {
  category: string;
  inCharge: string;
  /** epoch milliseconds */
  idleSince: number;
  reportsAtTop: number;
}

/**
 * When a review that nobody gives an input to goes up (M9 applies to it too): after the idle limit of its category, the
 * emergency brake over those in charge not counted. Null while the clock stands still.
 */
export function reviewDeadline(review: IdleReview, rules: Rules): ReviewDeadline | null {
  const { category, inCharge, idleSince, reportsAtTop } = review;
  const { idle } = policyOf({ category, responsibleDepartment: inCharge }, rules);
  const longest = idle.unit === 'seconds' ? longestPeriod.seconds : longestPeriod.days;
  const amount = Math.min(idle.amount * 2 ** Math.min(reportsAtTop, mostDoublings), longest);
  const { dueAt, provisional, explanation } = dueTime({
    from: idleSince,
    period: { ...idle, amount },
    calendar: rules.calendar,
    pauses: pausesOver(review, rules),
  });
  return dueAt === null ? null : { dueAt: new Date(dueAt).toISOString(), provisional, explanation };
}

function pausesOver({ category, inCharge }: IdleReview, { suspensions }: Rules): Pause[] {
  return suspensions
    .filter(({ scope }) => {
      const ofCategory = scope.category === null || scope.category === category;
      const ofDepartment = scope.department === null || scope.department === inCharge;
      return ofCategory && ofDepartment && scope.district === null;
    })
    .map(({ id, from, to }) => ({ from, to, reason: id }));
}
