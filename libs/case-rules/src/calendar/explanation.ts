import type { CivilDate } from './civil-date';
import type { Period } from './period';
import type { DayName } from './working-calendar';

/** Neighbouring days that did not count, both ends included. */
export interface SkippedRun {
  from: CivilDate;
  to: CivilDate;
  reason: 'weekend' | 'holiday' | 'closure' | 'paused';
  name?: DayName;
}

/** Why a deadline is due when it is (P2): plain JSON of bounded size, without any text that a person wrote. */
export interface DeadlineExplanation {
  /** ISO 8601, UTC */
  from: string;
  period: Period;
  /** the day after `from` (art. 201); with seconds the day of `from` */
  firstDay: CivilDate;
  /** the day it is due; while the clock stands still, the day on which it came to stand */
  lastDay: CivilDate;
  /** what did not count, and what a moved end passed over; calendar days count weekends and holidays as any day */
  skipped: SkippedRun[];
  /** days in further runs that are not listed */
  skippedMore?: number;
  /** weekend days that were worked and therefore counted, or took the end of the period */
  makeUpDaysCounted: CivilDate[];
  /** the last day counted, when the period ends on a later one because that day is off or the clock stood still at its end */
  movedFrom?: CivilDate;
  /** milliseconds; only with seconds */
  pausedMs?: number;
  /** ISO 8601, UTC; null while the clock stands still */
  dueAt: string | null;
  /** due past `knownUntil`: weekends only after that date, computed anew when the year is announced */
  provisional: boolean;
  knownUntil: CivilDate;
}
