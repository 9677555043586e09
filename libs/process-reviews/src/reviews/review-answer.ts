import type { ReviewStatus } from '@casetrace/contracts';
import type { ReviewState } from './review-state';

/** What a command on a review committed: the same again on a repeat. Times are ISO 8601 in UTC. */
export interface ReviewAnswer {
  review: string;
  version: number;
  status: ReviewStatus;
  inCharge: string;
  level: number;
  /** when it goes up if nobody gives an input */
  dueAt: string | null;
  /** the edition that was adopted, and the cases that it is applied to */
  adopted: { guidance: string; edition: number; cases: number } | null;
  replayed: boolean;
}

export function answerOf(state: ReviewState, adopted: ReviewAnswer['adopted']): ReviewAnswer {
  const { id, version, status, inCharge, level, nextDeadline } = state;
  const dueAt = nextDeadline?.dueAt ?? null;
  return { review: id, version, status, inCharge, level, dueAt, adopted, replayed: false };
}
