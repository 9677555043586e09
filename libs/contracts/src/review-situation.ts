import type { ReviewScope, ReviewStatus } from './process-reviews';

/**
 * What the engine knows of a process review: codes and times, no text (P7). It is ordered by epoch, then version. Times
 * are ISO 8601 in UTC.
 */
export interface ReviewSituation {
  review: string;
  epoch: number;
  version: number;
  status: ReviewStatus;
  category: string;
  scope: ReviewScope;
  place: string;
  inCharge: string;
  level: number;
  /** when it goes up if nobody gives an input */
  dueAt: string | null;
  provisional: boolean;
  /** why then, in one English sentence of dates; or why there is no deadline */
  why: string;
  /** milliseconds from the database's now until it is due; null while no clock runs */
  wakeInMs: number | null;
}

/** Says whether `candidate` is newer than `known`. */
export function isNewerReview(candidate: ReviewSituation, known: ReviewSituation): boolean {
  if (candidate.epoch !== known.epoch) return candidate.epoch > known.epoch;
  return candidate.version > known.version;
}
