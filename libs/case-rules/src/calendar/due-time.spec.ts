import { describe, expect, it } from '@jest/globals';
import { dueTime } from './due-time';
import type { Period } from './period';
import { halfOf } from './period';
import { buildCalendar } from './working-calendar';
import { announcedYears } from './years';

const calendar = buildCalendar(announcedYears);
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
const local = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant + 480 * 60_000).toISOString().slice(0, 16).replace('T', ' ');
const compute = (from: string, amount: number, unit: Period['unit']) =>
  dueTime({ from: at(from), period: { amount, unit }, calendar });
const workingDays = (from: string, amount: number): string | null =>
  local(compute(from, amount, 'workingDays').dueAt);
const calendarDays = (from: string, amount: number): string | null =>
  local(compute(from, amount, 'calendarDays').dueAt);

describe('working days', () => {
  it('count from the day after and end at the close of business', () => {
    expect(workingDays('2026-03-02 09:00', 3)).toBe('2026-03-05 17:30');
    expect(workingDays('2026-03-02 00:00', 3)).toBe('2026-03-05 17:30');
    expect(workingDays('2026-03-02 23:59', 3)).toBe('2026-03-05 17:30');
  });

  it('pass over the weekend from a Friday evening and from within the weekend alike', () => {
    for (const from of ['2026-03-06 20:00', '2026-03-07 12:00', '2026-03-08 23:00']) {
      expect(workingDays(from, 3)).toBe('2026-03-11 17:30');
    }
  });

  it('pass over Spring Festival from its eve and count the Saturday worked before it', () => {
    const { dueAt, provisional, explanation } = compute('2026-02-13 16:00', 3, 'workingDays');
    expect(local(dueAt)).toBe('2026-02-25 17:30');
    expect(provisional).toBe(false);
    expect(explanation).toEqual({
      from: '2026-02-13T08:00:00.000Z',
      period: { amount: 3, unit: 'workingDays' },
      firstDay: '2026-02-14',
      lastDay: '2026-02-25',
      skipped: [
        {
          from: '2026-02-15',
          to: '2026-02-23',
          reason: 'holiday',
          name: { zh: '春节', en: 'Spring Festival' },
        },
      ],
      makeUpDaysCounted: ['2026-02-14'],
      dueAt: '2026-02-25T09:30:00.000Z',
      provisional: false,
      knownUntil: '2026-12-31',
    });
  });

  it.each([
    ['2025-01-24 10:00', 3, '2025-02-05 17:30'],
    ['2025-04-25 18:00', 3, '2025-04-29 17:30'],
    ['2025-09-26 10:00', 4, '2025-10-09 17:30'],
    ['2025-10-09 10:00', 2, '2025-10-11 17:30'],
    ['2025-12-30 10:00', 3, '2026-01-05 17:30'],
    ['2026-04-30 10:00', 3, '2026-05-08 17:30'],
    ['2026-05-08 10:00', 1, '2026-05-09 17:30'],
    ['2026-09-18 10:00', 1, '2026-09-20 17:30'],
    ['2026-09-30 10:00', 3, '2026-10-10 17:30'],
  ])('from %s, %i of them end %s by the notices', (from, amount, due) => {
    expect(workingDays(from, amount)).toBe(due);
  });

  it('are provisional past what is known, and then know weekends only', () => {
    const { dueAt, provisional, explanation } = compute('2026-12-30 10:00', 3, 'workingDays');
    expect(local(dueAt)).toBe('2027-01-04 17:30');
    expect({ provisional, told: explanation.provisional }).toEqual({ provisional: true, told: true });
    expect(compute('2026-12-30 10:00', 1, 'workingDays').provisional).toBe(false);
    expect(compute('2026-12-30 10:00', 1, 'workingDays').explanation.lastDay).toBe('2026-12-31');
  });

  it('say what they skipped, as runs of one reason each', () => {
    const name = { zh: '台风', en: 'Typhoon' };
    const closed = buildCalendar(announcedYears, [{ from: '2026-09-10', to: '2026-09-11', name }]);
    const period = { amount: 2, unit: 'workingDays' } as const;
    const { explanation } = dueTime({ from: at('2026-09-08 10:00'), period, calendar: closed });
    expect(explanation.skipped).toEqual([
      { from: '2026-09-10', to: '2026-09-11', reason: 'closure', name },
      { from: '2026-09-12', to: '2026-09-13', reason: 'weekend' },
    ]);
  });

  it('keep their explanation small however long they are', () => {
    const { explanation } = compute('2026-01-05 10:00', 2000, 'workingDays');
    expect(explanation.skipped).toHaveLength(24);
    expect(explanation.skippedMore).toBeGreaterThan(500);
    expect(JSON.stringify(explanation).length).toBeLessThan(4000);
  });
});

describe('calendar days', () => {
  it('count days off as well and end at the close of business', () => {
    expect(calendarDays('2026-03-02 09:00', 14)).toBe('2026-03-16 17:30');
    expect(compute('2026-03-02 09:00', 14, 'calendarDays').explanation).toMatchObject({ skipped: [] });
  });

  it('that end on a day off end on the next working day', () => {
    expect(calendarDays('2026-03-06 09:00', 1)).toBe('2026-03-09 17:30');
    const { dueAt, explanation } = compute('2026-02-03 09:00', 14, 'calendarDays');
    expect(local(dueAt)).toBe('2026-02-24 17:30');
    expect(explanation).toMatchObject({ movedFrom: '2026-02-17', lastDay: '2026-02-24' });
    expect(explanation.skipped).toMatchObject([{ from: '2026-02-17', to: '2026-02-23', reason: 'holiday' }]);
  });

  it('that end on a weekend day that is worked end on it, and say so', () => {
    const { dueAt, explanation } = compute('2026-01-31 09:00', 14, 'calendarDays');
    expect(local(dueAt)).toBe('2026-02-14 17:30');
    expect(explanation.makeUpDaysCounted).toEqual(['2026-02-14']);
    expect(calendarDays('2026-09-05 09:00', 14)).toBe('2026-09-20 17:30');
  });

  it('are provisional when only their moved end is past what is known', () => {
    const name = { zh: '停电', en: 'Power cut' };
    const closed = buildCalendar(announcedYears, [{ from: '2026-12-31', to: '2026-12-31', name }]);
    const period = { amount: 14, unit: 'calendarDays' } as const;
    const { dueAt, provisional } = dueTime({ from: at('2026-12-17 09:00'), period, calendar: closed });
    expect([local(dueAt), provisional]).toEqual(['2027-01-01 17:30', true]);
  });
});

describe('periods', () => {
  it.each([0, -1, 1.5, NaN, Infinity, 3661])('of %d days are refused', (amount) => {
    expect(() => compute('2026-03-02 09:00', amount, 'workingDays')).toThrow(RangeError);
  });

  it('are halved for reminders: days downward, at least one', () => {
    const half = (amount: number, unit: Period['unit']): Period => halfOf({ amount, unit });
    expect(half(5, 'workingDays')).toEqual({ amount: 2, unit: 'workingDays' });
    expect(half(1, 'calendarDays')).toEqual({ amount: 1, unit: 'calendarDays' });
    expect(half(15, 'seconds')).toEqual({ amount: 7.5, unit: 'seconds' });
  });
});
