import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultBacklog, openedBefore } from './backlog';
import { announcedYears, buildCalendar, dueTime, type Period } from './calendar';

const calendar = buildCalendar(announcedYears, []);
const at = (text: string): number => Date.parse(`${text}+08:00`);

describe('the age of a backlog', () => {
  it('is counted as the two weeks of a case are: from the next day to the close of business', () => {
    const { age } = defaultBacklog;
    expect(openedBefore(at('2026-11-26T09:00'), age, calendar)).toBe(at('2026-11-12T00:00'));
    expect(openedBefore(at('2026-11-26T23:00'), age, calendar)).toBe(at('2026-11-13T00:00'));
  });

  it('knows the long holidays', () => {
    const age: Period = { amount: 3, unit: 'workingDays' };
    expect(openedBefore(at('2026-10-08T12:00'), age, calendar)).toBe(at('2026-09-28T00:00'));
  });

  it('is plain seconds where a policy says seconds', () => {
    expect(openedBefore(10_000, { amount: 4, unit: 'seconds' }, calendar)).toBe(6_000);
  });

  it('parts cases exactly where their own period has ended, at any time of any day', () => {
    const hour = 3_600_000;
    const times = fc.integer({ min: at('2026-02-01T00:00') / hour, max: at('2026-12-20T00:00') / hour });
    const ages = fc.record({
      amount: fc.integer({ min: 1, max: 20 }),
      unit: fc.constantFrom<Period['unit']>('workingDays', 'calendarDays'),
    });
    fc.assert(
      fc.property(times, ages, fc.integer({ min: 0, max: 60 * 24 }), (now, age, hoursBefore) => {
        const opened = (now - hoursBefore) * hour;
        const { dueAt } = dueTime({ from: opened, period: age, calendar });
        expect(opened < openedBefore(now * hour, age, calendar)).toBe(dueAt! <= now * hour);
      }),
      { numRuns: 200 },
    );
  });
});
