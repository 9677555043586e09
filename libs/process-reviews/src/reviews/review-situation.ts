import type { ReviewSituation } from '@casetrace/contracts';
import { describeDeadline } from '@casetrace/case-rules';
import type { ReviewState } from './review-state';

const longestReason = 400;

/** What the engine knows of a review at `now` (epoch milliseconds). No text (P7). */
export function situationOfReview(
  state: Omit<ReviewState, 'headHash'>,
  { epoch, now }: { epoch: number; now: number },
): ReviewSituation {
  const { id, version, status, category, scope, place, inCharge, level } = state;
  const deadline = status === 'closed' ? null : state.nextDeadline;
  return {
    ...{ review: id, epoch, version, status, category, scope, place, inCharge, level },
    dueAt: deadline?.dueAt ?? null,
    provisional: deadline?.provisional ?? false,
    why: whyOf(state).slice(0, longestReason),
    wakeInMs: deadline && Math.max(0, Math.ceil(Date.parse(deadline.dueAt) - now)),
  };
}

function whyOf({ status, nextDeadline }: Omit<ReviewState, 'headHash'>): string {
  if (status === 'closed') return 'closed';
  return nextDeadline ? describeDeadline(nextDeadline.explanation, 'en') : 'paused: the clocks stand still';
}
