import { civilDateAt, isWorkingDay, type WorkingCalendar } from '@casetrace/case-rules';
import { indexIn, type Random } from './random';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const opens = 9 * 60;
const closes = 17 * 60 + 30;
/** Monday to Sunday: how many come on a day that is worked; on a day off fewer do. */
const weekdays = [1.25, 1.15, 1.05, 1, 0.95, 0.9, 0.9];
const dayOffShare = 0.22;
/** January to December: after the winter holidays and in the hot months more come. */
const months = [0.85, 0.75, 1.25, 1.1, 1, 1.05, 1.2, 1.15, 1, 0.9, 1.05, 0.95];
/** From midnight: how many come in each hour. */
const hours = [1, 0, 0, 0, 0, 1, 3, 10, 40, 90, 85, 60, 25, 40, 80, 80, 70, 45, 22, 18, 16, 12, 7, 3];

const offset = (calendar: WorkingCalendar): number => calendar.utcOffsetMinutes * minuteMs;

/**
 * When cases are registered: two years up to a moment, more on working days, in busy months, in office hours, and more as the
 * desks become known. Besides, a share of cases that drag on, registered in the last weeks: they are open still.
 */
export class RegistrationTimes {
  private readonly first: number;
  private readonly upTo: Float64Array;
  private readonly draggingShare: Float64Array;
  private readonly hourSums = Float64Array.from(hours, (_, hour) =>
    hours.slice(0, hour + 1).reduce((one, other) => one + other),
  );

  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly until: number,
    options: { days?: number; dragging?: number; draggingDays?: number } = {},
  ) {
    const { days = 730, dragging = 0.042, draggingDays = 16 } = options;
    this.first = Math.floor((until + offset(calendar)) / dayMs) - days + 1;
    const usual = Array.from(
      { length: days },
      (_, day) => this.weight(this.first + day) * (0.7 + (0.6 * day) / days),
    );
    const late = usual.map((weight, day) => weight * Math.exp((day - days) / draggingDays));
    const [usualSum, lateSum] = [sum(usual), sum(late)];
    this.upTo = new Float64Array(days);
    this.draggingShare = new Float64Array(days);
    let reached = 0;
    for (let day = 0; day < days; day++) {
      const quick = ((1 - dragging) * usual[day]!) / usualSum;
      const slow = (dragging * late[day]!) / lateSum;
      this.upTo[day] = reached += quick + slow;
      this.draggingShare[day] = slow / (quick + slow);
    }
  }

  /** The registration that stands at a share of all, in the order of days. */
  at(share: number, random: Random): { at: number; dragging: boolean } {
    const day = indexIn(this.upTo, share);
    const hour = indexIn(this.hourSums, random.share());
    const at = (this.first + day) * dayMs - offset(this.calendar) + (hour + random.share()) * 60 * minuteMs;
    const earlier = at < this.until ? at : at - dayMs;
    return { at: Math.floor(earlier), dragging: random.chance(this.draggingShare[day]!) };
  }

  private weight(day: number): number {
    const date = civilDateAt(day * dayMs, 0);
    const weekday = weekdays[(day + 3) % 7]!;
    return (
      (isWorkingDay(this.calendar, date) ? weekday : weekday * dayOffShare) *
      months[Number(date.slice(5, 7)) - 1]!
    );
  }
}

/** Counts working time, so that departments act in office hours. */
export class OfficeHours {
  private readonly worked = new Map<number, boolean>();

  constructor(private readonly calendar: WorkingCalendar) {}

  /** When this much working time has passed. Epoch milliseconds. */
  after(at: number, minutes: number): number {
    const local = at + offset(this.calendar);
    let day = Math.floor(local / dayMs);
    let minute = Math.max(opens, (local - day * dayMs) / minuteMs);
    let left = minutes;
    for (;;) {
      const room = this.isWorked(day) ? Math.max(0, closes - minute) : 0;
      if (left < room) break;
      left -= room;
      day += 1;
      minute = opens;
    }
    return Math.max(at + 1_000, Math.floor(day * dayMs + (minute + left) * minuteMs - offset(this.calendar)));
  }

  /** Whether the counters are open at a moment. */
  areOpenAt(at: number): boolean {
    const local = at + offset(this.calendar);
    const day = Math.floor(local / dayMs);
    const minute = (local - day * dayMs) / minuteMs;
    return this.isWorked(day) && minute >= opens && minute < closes;
  }

  private isWorked(day: number): boolean {
    let worked = this.worked.get(day);
    if (worked === undefined) {
      worked = isWorkingDay(this.calendar, civilDateAt(day * dayMs, 0));
      this.worked.set(day, worked);
    }
    return worked;
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
