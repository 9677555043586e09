import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, civilDateAt } from './civil-date';
import { buildCalendar, isWorkingDay } from './working-calendar';
import { workingDaysBetween, workingSecondsBetween } from './working-time';
import { announcedYears } from './years';

const calendar = buildCalendar(announcedYears);
const hour = 3_600_000;
const local = (time: string): number => Date.parse(`${time.replace(' ', 'T')}+08:00`);
const instants = fc.integer({ min: local('2019-12-20 00:00'), max: local('2028-03-01 00:00') });
const lengths = fc.integer({ min: 0, max: 90 * 24 * hour });
const check = { numRuns: 300 };
const seconds = (from: number, to: number): number => workingSecondsBetween(calendar, from, to);

/** Day by day, as somebody with a calendar on the wall would count. */
function countedByHand(from: number, to: number): number {
  let milliseconds = 0;
  for (let day = civilDateAt(from); day <= civilDateAt(to); day = addDays(day, 1)) {
    if (!isWorkingDay(calendar, day)) continue;
    const begin = Math.max(from, local(`${day} 09:00`));
    milliseconds += Math.max(0, Math.min(to, local(`${day} 17:30`)) - begin);
  }
  return Math.floor(milliseconds / 1000);
}

describe('working time', () => {
  it('is what somebody counts day by day', () => {
    fc.assert(
      fc.property(instants, lengths, (from, length) => {
        expect(seconds(from, from + length)).toBe(countedByHand(from, from + length));
      }),
      check,
    );
  });

  it('of two spans one after the other is that of both together, to the second', () => {
    fc.assert(
      fc.property(instants, lengths, lengths, (from, one, two) => {
        const parts = seconds(from, from + one) + seconds(from + one, from + one + two);
        expect(seconds(from, from + one + two) - parts).toBeGreaterThanOrEqual(0);
        expect(seconds(from, from + one + two) - parts).toBeLessThanOrEqual(1);
      }),
      check,
    );
  });

  it('is never longer than the time, and none where the end is not after the beginning', () => {
    fc.assert(
      fc.property(instants, lengths, (from, length) => {
        expect(seconds(from, from + length)).toBeLessThanOrEqual(Math.floor(length / 1000));
        expect(seconds(from + length, from)).toBe(0);
      }),
      check,
    );
  });

  it('counts as many whole working days as the calendar has', () => {
    fc.assert(
      fc.property(instants, fc.nat(60), (instant, days) => {
        const from = civilDateAt(instant);
        const to = addDays(from, days);
        const dates = Array.from({ length: days + 1 }, (_, index) => addDays(from, index));
        const worked = dates.filter((date) => isWorkingDay(calendar, date)).length;
        expect(workingDaysBetween(calendar, from, to)).toBe(worked);
        expect(workingDaysBetween(calendar, to, addDays(from, -1))).toBe(0);
        expect(seconds(local(`${from} 00:00`), local(`${addDays(to, 1)} 00:00`))).toBe(worked * 8.5 * 3600);
      }),
      check,
    );
  });

  it.each([
    { from: '2026-11-20 17:00', to: '2026-11-23 09:30', seconds: 3600, why: 'a weekend lies between' },
    { from: '2026-09-19 12:00', to: '2026-09-20 10:00', seconds: 3600, why: 'a Sunday that is worked' },
    { from: '2026-10-01 00:00', to: '2026-10-07 24:00', seconds: 0, why: 'the National Day holiday' },
    { from: '2026-11-23 23:00', to: '2026-11-24 01:00', seconds: 0, why: 'at night' },
  ])('from $from to $to is $seconds s: $why', ({ from, to, seconds: expected }) => {
    const end = to.endsWith('24:00') ? local(`${to.slice(0, 10)} 00:00`) + 24 * hour : local(to);
    expect(seconds(local(from), end)).toBe(expected);
  });
});
