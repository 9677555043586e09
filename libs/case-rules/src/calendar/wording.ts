import { civilDateOf, dayNumberAt, instantAt, instantOf, shanghai, timeOfDay, weekdayOf } from './civil-date';
import type { CivilDate } from './civil-date';
import type { DeadlineExplanation, SkippedRun } from './explanation';

/** An instant as a reader in Asia/Shanghai sees it. `weekday` 0 is Sunday. */
export interface LocalTime {
  date: CivilDate;
  weekday: number;
  time: string;
}

const mostRunsWorded = 6;

/** Reads an ISO instant (UTC) on the clock of Asia/Shanghai; the time has seconds only when asked for. */
export function localTimeOf(iso: string, withSeconds: boolean): LocalTime {
  const instant = instantOf(iso);
  const day = dayNumberAt(instant, shanghai.utcOffsetMinutes);
  const time = timeOfDay(instant - instantAt(day, 0, shanghai.utcOffsetMinutes));
  return { date: civilDateOf(day), weekday: weekdayOf(day), time: time.slice(0, withSeconds ? 8 : 5) };
}

/**
 * The runs that did not count while the days were counted; what a moved end passed over is told with the move. A sentence
 * stays short, so of many only the first are named.
 */
export function runsToName({ skipped, skippedMore, movedFrom }: DeadlineExplanation): {
  named: SkippedRun[];
  others: boolean;
} {
  const counting = skipped.filter(({ from }) => movedFrom === undefined || from < movedFrom);
  const named = counting.slice(0, mostRunsWorded);
  return { named, others: counting.length > named.length || skippedMore !== undefined };
}

/** What made the period end later than on the last day counted, if anything did. */
export function causeOfMove({ movedFrom, skipped }: DeadlineExplanation): SkippedRun | undefined {
  if (movedFrom === undefined) return undefined;
  return skipped.find(({ from, to }) => from <= movedFrom && movedFrom <= to);
}
