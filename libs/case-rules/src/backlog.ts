import { addDays, civilDateAt, dueTime, instantOf, type Period, type WorkingCalendar } from './calendar';

/**
 * When cases of a category count as piled up, not merely many (M11): too many that are open longer than `age`, or more open
 * ones than `weeks` of work at the pace of the last seven days.
 */
export interface BacklogLimits {
  /** how long a case is open before it counts as old */
  age: Period;
  /** in one department: more old cases than this */
  count: number;
  /** more open cases than this many times the closings of the last seven days */
  weeks: number;
  /** in one department: `weeks` is asked only where at least this many are open */
  minimum: number;
  /** the same two for all departments below a superior together */
  subtree: { count: number; minimum: number };
  /** an episode ends below this share of each limit, so that it does not come and go (between 0 and 1) */
  endShare: number;
}

/**
 * The one standard (M11, M12), for every category that no recorded decision says otherwise of. The age is the two weeks of
 * M10: each of these cases has been reported by itself already.
 */
export const defaultBacklog = {
  age: { amount: 14, unit: 'calendarDays' },
  count: 20,
  weeks: 4,
  minimum: 30,
  subtree: { count: 50, minimum: 80 },
  endShare: 0.7,
} as const satisfies BacklogLimits;

/** More than any holidays in a row, in days. */
const mostDaysOff = 31;

/**
 * The moment before which a case was opened that is older than `age` now: it was registered at a time from which the period
 * has ended. Epoch milliseconds; days are those of Asia/Shanghai.
 * @throws RangeError where the period cannot be counted.
 */
export function openedBefore(now: number, age: Period, calendar: WorkingCalendar): number {
  if (age.unit === 'seconds') return now - age.amount * 1_000;
  const startOf = (day: string): number =>
    instantOf(`${day}T00:00:00.000Z`) - calendar.utcOffsetMinutes * 60_000;
  const hasEnded = (day: string): boolean => {
    const { dueAt } = dueTime({ from: startOf(day), period: age, calendar });
    return dueAt !== null && dueAt <= now;
  };
  let day = addDays(civilDateAt(now, calendar.utcOffsetMinutes), -age.amount);
  // Working days take at least as many days of the calendar; a holiday makes them more.
  const furthest = age.amount * 2 + mostDaysOff;
  for (let back = 0; back <= furthest && !hasEnded(day); back++) day = addDays(day, -1);
  return startOf(addDays(day, 1));
}
