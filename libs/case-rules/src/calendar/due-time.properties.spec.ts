import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, civilDateAt } from './civil-date';
import { dueTime } from './due-time';
import type { Pause, Period } from './period';
import { buildCalendar, isWorkingDay } from './working-calendar';
import { announcedYears } from './years';

const calendar = buildCalendar(announcedYears);
const hour = 3_600_000;
const begin = Date.parse('2025-01-01T00:00:00+08:00');
const end = Date.parse('2027-03-01T00:00:00+08:00');

const instants = fc.integer({ min: begin, max: end });
const units = fc.constantFrom<Period['unit']>('workingDays', 'calendarDays', 'seconds');
const dayUnits = fc.constantFrom<Period['unit']>('workingDays', 'calendarDays');
const amounts = fc.integer({ min: 1, max: 40 });
/** hours after the start, so that most pauses meet the period */
const pausesFrom = (from: number): fc.Arbitrary<Pause[]> =>
  fc.array(
    fc.tuple(fc.integer({ min: -100, max: 600 }), fc.integer({ min: 0, max: 200 })).map(([after, length]) => {
      return { from: from + after * hour, to: from + (after + length) * hour, reason: 'outage' };
    }),
    { maxLength: 4 },
  );
const starts = instants.chain((from) => fc.tuple(fc.constant(from), pausesFrom(from)));
const check = { numRuns: 1000 };

const dueAtOf = (from: number, period: Period, pauses: Pause[], inCalendar = calendar): number =>
  dueTime({ from, period, calendar: inCalendar, pauses }).dueAt ?? NaN;

describe('every due time', () => {
  it('is after the start and, for days, at the close of business of a working day', () => {
    fc.assert(
      fc.property(starts, amounts, units, ([from, pauses], amount, unit) => {
        const due = dueAtOf(from, { amount, unit }, pauses);
        expect(due).toBeGreaterThan(from);
        if (unit === 'seconds') return;
        expect(isWorkingDay(calendar, civilDateAt(due))).toBe(true);
        expect(new Date(due).toISOString()).toContain('T09:30:00.000Z');
      }),
      check,
    );
  });

  it('never lies inside a pause', () => {
    fc.assert(
      fc.property(starts, amounts, units, ([from, pauses], amount, unit) => {
        const due = dueAtOf(from, { amount, unit }, pauses);
        expect(pauses.filter((pause) => pause.from < due && due < (pause.to ?? Infinity))).toEqual([]);
      }),
      check,
    );
  });

  it('is never earlier for a longer period, nor for a later start', () => {
    fc.assert(
      fc.property(starts, amounts, units, fc.nat({ max: 200 }), ([from, pauses], amount, unit, hours) => {
        const due = dueAtOf(from, { amount, unit }, pauses);
        expect(dueAtOf(from, { amount: amount + 1, unit }, pauses)).toBeGreaterThanOrEqual(due);
        expect(dueAtOf(from + hours * hour, { amount, unit }, pauses)).toBeGreaterThanOrEqual(due);
      }),
      check,
    );
  });

  it('is never earlier for one more day off', () => {
    fc.assert(
      fc.property(starts, amounts, units, fc.nat({ max: 60 }), ([from, pauses], amount, unit, after) => {
        const date = addDays(civilDateAt(from), after);
        const closed = buildCalendar(announcedYears, [
          { from: date, to: date, name: { zh: '闭', en: 'Closed' } },
        ]);
        const due = dueAtOf(from, { amount, unit }, pauses);
        expect(dueAtOf(from, { amount, unit }, pauses, closed)).toBeGreaterThanOrEqual(due);
      }),
      check,
    );
  });

  it('is never earlier for one more pause, and the order of pauses does not matter', () => {
    fc.assert(
      fc.property(starts, amounts, units, ([from, pauses], amount, unit) => {
        const due = dueAtOf(from, { amount, unit }, pauses);
        expect(dueAtOf(from, { amount, unit }, pauses.slice(1))).toBeLessThanOrEqual(due);
        expect(dueAtOf(from, { amount, unit }, [...pauses].reverse())).toBe(due);
      }),
      check,
    );
  });

  it('comes after exactly the days that count, when they are counted one by one', () => {
    fc.assert(
      fc.property(starts, amounts, dayUnits, ([from, pauses], amount, unit) => {
        const { lastDay, movedFrom = lastDay } = dueTime({
          from,
          period: { amount, unit },
          calendar,
          pauses,
        }).explanation;
        const counts = (date: string): boolean =>
          (unit === 'calendarDays' || isWorkingDay(calendar, date)) &&
          !pauses.some(
            (pause) => civilDateAt(pause.from) < date && date <= civilDateAt(pause.to ?? Infinity),
          );
        let counted = 0;
        for (let date = addDays(civilDateAt(from), 1); date <= movedFrom; date = addDays(date, 1)) {
          if (counts(date)) counted += 1;
        }
        expect(counted).toBe(amount);
        expect(counts(movedFrom)).toBe(true);
      }),
      check,
    );
  });

  it('is explained: for working days, each day from the first to the last is counted, skipped or the one moved from', () => {
    fc.assert(
      fc.property(starts, amounts, ([from, pauses], amount) => {
        const period = { amount, unit: 'workingDays' } as const;
        const { explanation } = dueTime({ from, period, calendar, pauses });
        const length = (first: string, last: string): number =>
          (Date.parse(last) - Date.parse(first)) / (24 * hour) + 1;
        const skipped = explanation.skipped.reduce((sum, run) => sum + length(run.from, run.to), 0);
        expect(length(explanation.firstDay, explanation.lastDay)).toBe(amount + skipped);
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
      }),
      check,
    );
  });
});
