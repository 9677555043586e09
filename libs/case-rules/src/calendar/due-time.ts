import { civilDateOf, dayNumberAt, isoOf } from './civil-date';
import type { CivilDate } from './civil-date';
import type { DeadlineExplanation } from './explanation';
import { assertPeriod } from './period';
import type { Pause, Period } from './period';
import { SkippedDays } from './skipped-days';
import { joinPauses, standstillAt, standstillOn } from './standstill';
import type { Standstill } from './standstill';
import { closeOfBusinessOn, dayOff, isMakeUpDay } from './working-calendar';
import type { WorkingCalendar } from './working-calendar';

/** What a due time is computed from. `from` is epoch milliseconds. */
export interface DueTimeInput {
  from: number;
  period: Period;
  calendar: WorkingCalendar;
  pauses?: readonly Pause[];
}

/** `dueAt` is epoch milliseconds, null while the clock stands still without an end. */
export interface DueTime {
  dueAt: number | null;
  provisional: boolean;
  explanation: DeadlineExplanation;
}

/**
 * When a period ends (M12; Civil Code arts. 201, 203), in Asia/Shanghai, with the explanation (P2).
 *
 * Days count from the day after `from`; a day off does not count among working days, and no day counts that lies after the
 * first day of a pause, up to its last. The period ends at the close of business of its last day; when a period in calendar
 * days ends on a day off, on the next working day. No period ends inside a pause: if the clock stands still at that close of
 * business, it ends on the next working day outside of pauses. Seconds know no calendar and go on by what was paused.
 * @throws RangeError when the period cannot be counted (see `assertPeriod`).
 */
export function dueTime({ from, period, calendar, pauses = [] }: DueTimeInput): DueTime {
  assertPeriod(period);
  const standstills = joinPauses(pauses, calendar.utcOffsetMinutes);
  const count = { from, period, calendar, standstills };
  const result = period.unit === 'seconds' ? countSeconds(count) : countDays(count);
  const { dueAt, lastDay, ...rest } = result;
  const lastDate = civilDateOf(lastDay);
  const provisional = period.unit !== 'seconds' && dueAt !== null && lastDate > calendar.knownUntil;
  const explanation: DeadlineExplanation = {
    from: isoOf(from),
    period: { amount: period.amount, unit: period.unit },
    lastDay: lastDate,
    ...rest,
    dueAt: dueAt === null ? null : isoOf(dueAt),
    provisional,
    knownUntil: calendar.knownUntil,
  };
  return { dueAt, provisional, explanation };
}

interface Count {
  from: number;
  period: Period;
  calendar: WorkingCalendar;
  standstills: readonly Standstill[];
}

type Counted = Pick<
  DeadlineExplanation,
  'firstDay' | 'skipped' | 'skippedMore' | 'makeUpDaysCounted' | 'movedFrom' | 'pausedMs'
> & { dueAt: number | null; lastDay: number };

function countSeconds({ from, period, calendar, standstills }: Count): Counted {
  const day = (instant: number): number => dayNumberAt(instant, calendar.utcOffsetMinutes);
  const found = { firstDay: civilDateOf(day(from)), skipped: [], makeUpDaysCounted: [] };
  let dueAt = from + Math.round(period.amount * 1000);
  let pausedMs = 0;
  for (const standstill of standstills) {
    const begin = Math.max(from, standstill.from);
    if (begin >= dueAt) break;
    if (standstill.to === Infinity) return { ...found, dueAt: null, lastDay: day(begin) };
    const length = Math.max(0, standstill.to - begin);
    pausedMs += length;
    dueAt += length;
  }
  return { ...found, dueAt, lastDay: day(dueAt), ...(pausedMs > 0 && { pausedMs }) };
}

function countDays({ from, period, calendar, standstills }: Count): Counted {
  const start = dayNumberAt(from, calendar.utcOffsetMinutes);
  const skipped = new SkippedDays();
  const makeUpDaysCounted: CivilDate[] = [];
  const found = (lastDay: number): Omit<Counted, 'dueAt'> => {
    return { firstDay: civilDateOf(start + 1), lastDay, ...skipped.listed(), makeUpDaysCounted };
  };
  const standsStill = ({ firstDay }: Standstill): Counted => {
    return { ...found(Math.max(start, firstDay - 1)), dueAt: null };
  };

  let day = start;
  for (let counted = 0; counted < period.amount;) {
    day += 1;
    const standstill = standstillOn(standstills, day);
    if (standstill) {
      if (standstill.lastDay === Infinity) return standsStill(standstill);
      skipped.add(day, standstill.lastDay, { reason: 'paused' });
      day = standstill.lastDay;
      continue;
    }
    const off = period.unit === 'workingDays' ? dayOff(calendar, day) : null;
    if (off) {
      skipped.add(day, day, off);
      continue;
    }
    counted += 1;
    if (period.unit === 'workingDays' && isMakeUpDay(calendar, day)) makeUpDaysCounted.push(civilDateOf(day));
  }

  const lastCounted = day;
  for (;;) {
    const standstill =
      standstillOn(standstills, day) ?? standstillAt(standstills, closeOfBusinessOn(calendar, day));
    if (standstill?.lastDay === Infinity) return standsStill(standstill);
    const obstacle = standstill ? ({ reason: 'paused' } as const) : dayOff(calendar, day);
    if (!obstacle) break;
    const until = standstill ? Math.max(day, standstill.lastDay) : day;
    skipped.add(day, until, obstacle);
    day = until + 1;
  }

  const dueDate = civilDateOf(day);
  const alreadyTold = makeUpDaysCounted.at(-1) === dueDate;
  if (isMakeUpDay(calendar, day) && !alreadyTold) makeUpDaysCounted.push(dueDate);
  const movedFrom = day === lastCounted ? {} : { movedFrom: civilDateOf(lastCounted) };
  return { ...found(day), dueAt: closeOfBusinessOn(calendar, day), ...movedFrom };
}
