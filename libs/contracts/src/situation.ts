import type { CaseStatus, DeadlineKind } from './case-status';

/** The nearest due time of a case, with the reason (P1, P2). Times are ISO 8601 in UTC. */
export interface NextDeadline {
  kind: DeadlineKind;
  /** counts the times this clock has acted on the case, from 1 */
  occurrence: number;
  dueAt: string;
  /** the calendar of that year is not announced yet: weekends only, recomputed when it is */
  provisional: boolean;
}

/**
 * What the engine knows of a case: codes and times, no text, no personal data (P7). It is ordered by epoch, then version;
 * whatever is not newer than what is known is ignored.
 */
export interface CaseSituation {
  trackingNumber: string;
  epoch: number;
  version: number;
  latestEvent: string;
  status: CaseStatus;
  category: string;
  responsibleDepartment: string;
  responsibleOfficer: string | null;
  level: number;
  nextDeadline: NextDeadline | null;
  /** why the deadline is due when it is, in one English sentence of dates (built by case-rules); or why there is none */
  why: string;
  /** milliseconds from the database's now until the case should be looked at (due time and jitter); null when nothing is due */
  wakeInMs: number | null;
}

/** Says whether `candidate` is newer than `known`. */
export function isNewer(candidate: CaseSituation, known: CaseSituation): boolean {
  if (candidate.epoch !== known.epoch) return candidate.epoch > known.epoch;
  return candidate.version > known.version;
}
