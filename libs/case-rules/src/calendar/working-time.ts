import { civilDateOf, dayNumberAt, dayNumberOf, instantAt } from './civil-date';
import type { CivilDate } from './civil-date';
import { closeOfBusinessOn, dayOff, minuteOf, type WorkingCalendar } from './working-calendar';

/**
 * The time between two instants (epoch milliseconds) that lies within the opening hours of working days, in whole seconds
 * (M13). Midday breaks are not taken off: offices keep different ones. 0 where `to` is not after `from`.
 */
export function workingSecondsBetween(calendar: WorkingCalendar, from: number, to: number): number {
  if (to <= from) return 0;
  const first = dayNumberAt(from, calendar.utcOffsetMinutes);
  const last = dayNumberAt(to, calendar.utcOffsetMinutes);
  if (first === last) return Math.floor(workedOn(calendar, first, from, to) / 1000);
  const whole = workingDaysBefore(calendar, last) - workingDaysBefore(calendar, first + 1);
  const edges = workedOn(calendar, first, from, Infinity) + workedOn(calendar, last, -Infinity, to);
  return Math.floor((whole * lengthOfDay(calendar) + edges) / 1000);
}

/** How many working days there are from one day to another, both counted (M12). 0 where `to` is before `from`. */
export function workingDaysBetween(calendar: WorkingCalendar, from: CivilDate, to: CivilDate): number {
  const first = dayNumberOf(from);
  const last = dayNumberOf(to);
  return last < first ? 0 : workingDaysBefore(calendar, last + 1) - workingDaysBefore(calendar, first);
}

/** The opening of offices on the day with this number, as an instant in epoch milliseconds. */
export function openOfBusinessOn(calendar: WorkingCalendar, day: number): number {
  return instantAt(day, minuteOf(calendar.openOfBusiness), calendar.utcOffsetMinutes);
}

/** Milliseconds of a day's opening hours that lie between two instants. */
function workedOn(calendar: WorkingCalendar, day: number, from: number, to: number): number {
  if (dayOff(calendar, day) !== null) return 0;
  const begin = Math.max(from, openOfBusinessOn(calendar, day));
  return Math.max(0, Math.min(to, closeOfBusinessOn(calendar, day)) - begin);
}

const lengthOfDay = (calendar: WorkingCalendar): number =>
  closeOfBusinessOn(calendar, 0) - openOfBusinessOn(calendar, 0);

const daysInABlock = 512;
interface Block {
  before: Uint16Array;
  total: number;
}
/** A calendar never changes: what was counted of it is kept with it. */
const counted = new WeakMap<WorkingCalendar, Map<number, Block>>();

/** Working days from an arbitrary day on, up to the day before this one: only differences of it mean anything. */
function workingDaysBefore(calendar: WorkingCalendar, day: number): number {
  const block = Math.floor(day / daysInABlock);
  let days = blockOf(calendar, block).before[day - block * daysInABlock] ?? 0;
  for (let earlier = Math.floor(epochDay / daysInABlock); earlier < block; earlier += 1) {
    days += blockOf(calendar, earlier).total;
  }
  for (let later = block; later < Math.floor(epochDay / daysInABlock); later += 1) {
    days -= blockOf(calendar, later).total;
  }
  return days;
}

/** 2025-01-01: near the days that are asked for, so that few blocks lie between. */
const epochDay = 20_089;

function blockOf(calendar: WorkingCalendar, block: number): Block {
  const blocks = counted.get(calendar) ?? new Map<number, Block>();
  counted.set(calendar, blocks);
  const known = blocks.get(block);
  if (known) return known;
  const before = new Uint16Array(daysInABlock);
  let total = 0;
  for (let index = 0; index < daysInABlock; index += 1) {
    before[index] = total;
    if (isWorked(calendar, block * daysInABlock + index)) total += 1;
  }
  const made = { before, total };
  blocks.set(block, made);
  return made;
}

/** A day beyond the years that have a name is nobody's working day. */
function isWorked(calendar: WorkingCalendar, day: number): boolean {
  try {
    civilDateOf(day);
  } catch {
    return false;
  }
  return dayOff(calendar, day) === null;
}
