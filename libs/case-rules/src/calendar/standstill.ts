import { dayNumberAt } from './civil-date';
import type { Pause } from './period';

/** Pauses that overlap or touch, as one. `to` and `lastDay` are Infinity while it lasts. */
export interface Standstill {
  /** epoch milliseconds */
  from: number;
  to: number;
  /** the numbers of the days that do not count: after the day it begins, up to the day it ends */
  firstDay: number;
  lastDay: number;
}

/** Joins pauses into standstills in order of time, so that overlapping ones count once. Pauses of no length vanish. */
export function joinPauses(pauses: readonly Pause[], utcOffsetMinutes: number): Standstill[] {
  if (pauses.length === 0) return [];
  const spans = pauses
    .map(({ from, to }) => ({ from, to: to ?? Infinity }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joined.push(span);
  }
  return joined.map(({ from, to }) => ({
    from,
    to,
    firstDay: dayNumberAt(from, utcOffsetMinutes) + 1,
    lastDay: dayNumberAt(to, utcOffsetMinutes),
  }));
}

/** The standstill on whose account a day does not count, if any. */
export function standstillOn(standstills: readonly Standstill[], day: number): Standstill | undefined {
  return standstills.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
}

/** The standstill that an instant (epoch milliseconds) lies inside of, if any; its two ends are outside. */
export function standstillAt(standstills: readonly Standstill[], instant: number): Standstill | undefined {
  return standstills.find(({ from, to }) => from < instant && instant < to);
}
