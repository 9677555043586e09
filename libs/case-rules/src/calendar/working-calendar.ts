import { civilDateOf, dayNumberOf, instantAt, shanghai, weekdayOf } from './civil-date';
import type { CivilDate } from './civil-date';

/** A name in the two languages of the system. */
export interface DayName {
  zh: string;
  en: string;
}

/** One year's official arrangement, with the notice that it rests on (P2): the shape of a year file. */
export interface CalendarYear {
  year: number;
  source: { title: string; issuer: string; number: string; date: CivilDate; url?: string };
  holidays: { name: DayName; from: CivilDate; to: CivilDate }[];
  /** Saturdays and Sundays that are worked (调休上班) */
  makeUpDays: CivilDate[];
}

/** Days on which offices are closed besides the official holidays: a typhoon, a city's own closure. Both ends included. */
export interface CalendarClosure {
  from: CivilDate;
  to: CivilDate;
  name: DayName;
}

/** A day that is not what its weekday says. `closure` marks a day off that is no official holiday. */
export interface CalendarDay {
  kind: 'off' | 'worked';
  name?: DayName;
  closure?: true;
}

/**
 * The working calendar (M12, P2): plain JSON, so that it travels and is stored as it is. A day without an entry is worked
 * from Monday to Friday. After `knownUntil` nothing is announced yet and only weekends are known to be off.
 */
export interface WorkingCalendar {
  timeZone: typeof shanghai.timeZone;
  utcOffsetMinutes: typeof shanghai.utcOffsetMinutes;
  /** HH:mm, local: from then on offices are open on a working day */
  openOfBusiness: string;
  /** HH:mm, local */
  closeOfBusiness: string;
  knownUntil: CivilDate;
  days: Record<CivilDate, CalendarDay>;
}

/** Why a day is off. */
export interface DayOff {
  reason: 'weekend' | 'holiday' | 'closure';
  name?: DayName;
}

/**
 * Builds the calendar from year files, in any order, and closures. `knownUntil` is 31 December of the last year that
 * follows the first without a gap. A closure goes before a make-up day; a holiday keeps its name within a closure.
 * @throws Error naming the year or closure and the date, when a file contradicts itself or no year is given.
 */
export function buildCalendar(
  years: readonly CalendarYear[],
  closures: readonly CalendarClosure[] = [],
): WorkingCalendar {
  const days: Record<CivilDate, CalendarDay> = {};
  const ordered = [...years].sort((a, b) => a.year - b.year);
  for (const year of ordered) addYear(days, year);
  for (const closure of closures) addClosure(days, closure);
  const knownUntil = `${lastConsecutive(ordered)}-12-31`;
  return { ...shanghai, openOfBusiness: '09:00', closeOfBusiness: '17:30', knownUntil, days };
}

function lastConsecutive(ordered: readonly CalendarYear[]): number {
  const first = ordered[0];
  if (!first) throw new Error('Calendar: at least one year is needed');
  let last = first.year;
  for (const { year } of ordered.slice(1)) {
    if (year === last) throw new Error(`Calendar year ${year}: loaded twice`);
    if (year > last + 1) break;
    last = year;
  }
  return last;
}

function addYear(days: Record<CivilDate, CalendarDay>, { year, holidays, makeUpDays }: CalendarYear): void {
  const enter = (date: CivilDate, entry: CalendarDay): void => {
    if (!date.startsWith(`${year}-`)) throw new Error(`Calendar year ${year}: ${date} is outside the year`);
    if (days[date]) throw new Error(`Calendar year ${year}: ${date} is given twice`);
    days[date] = entry;
  };
  for (const { name, from, to } of holidays) {
    for (const date of datesBetween(`Calendar year ${year}`, from, to)) enter(date, { kind: 'off', name });
  }
  for (const date of makeUpDays) {
    const [day] = dayNumbersOf(`Calendar year ${year}`, date);
    if (!isWeekend(day)) throw new Error(`Calendar year ${year}: make-up day ${date} is not on a weekend`);
    enter(date, { kind: 'worked' });
  }
}

function addClosure(days: Record<CivilDate, CalendarDay>, { from, to, name }: CalendarClosure): void {
  for (const date of datesBetween(`Closure "${name.en}"`, from, to)) {
    if (days[date]?.kind !== 'off') days[date] = { kind: 'off', name, closure: true };
  }
}

function datesBetween(where: string, from: CivilDate, to: CivilDate): CivilDate[] {
  const [first, last] = dayNumbersOf(where, from, to);
  if (last < first) throw new Error(`${where}: ${to} is before ${from}`);
  return Array.from({ length: last - first + 1 }, (_, index) => civilDateOf(first + index));
}

function dayNumbersOf(where: string, from: CivilDate, to = from): [number, number] {
  try {
    return [dayNumberOf(from), dayNumberOf(to)];
  } catch (error) {
    throw new Error(`${where}: ${(error as RangeError).message}`, { cause: error });
  }
}

const isWeekend = (day: number): boolean => weekdayOf(day) % 6 === 0;

/** Why the day with this number is off, or null when it is worked (M12). */
export function dayOff(calendar: WorkingCalendar, day: number): DayOff | null {
  const entry = calendar.days[civilDateOf(day)];
  if (!entry) return isWeekend(day) ? { reason: 'weekend' } : null;
  if (entry.kind === 'worked') return null;
  const reason = entry.closure ? 'closure' : 'holiday';
  return entry.name ? { reason, name: entry.name } : { reason };
}

/** Says whether the day with this number is a weekend day that is worked (调休上班). */
export function isMakeUpDay(calendar: WorkingCalendar, day: number): boolean {
  return isWeekend(day) && dayOff(calendar, day) === null;
}

/** Says whether offices work on a day, in the calendar's zone (M12). After `knownUntil` only weekends are off. */
export function isWorkingDay(calendar: WorkingCalendar, date: CivilDate): boolean {
  return dayOff(calendar, dayNumberOf(date)) === null;
}

/** The close of business of the day with this number, as an instant in epoch milliseconds (Civil Code art. 203). */
export function closeOfBusinessOn(calendar: WorkingCalendar, day: number): number {
  return instantAt(day, minuteOf(calendar.closeOfBusiness), calendar.utcOffsetMinutes);
}

/** The minute of the day of a time written HH:mm. */
export function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
