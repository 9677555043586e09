import { describe, expect, it } from '@jest/globals';
import { dueTimeBefore } from './due-time-before';
import type { Period } from './period';
import { buildCalendar } from './working-calendar';
import { announcedYears } from './years';

const calendar = buildCalendar(announcedYears);
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
const local = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant + 480 * 60_000).toISOString().slice(0, 16).replace('T', ' ');

describe('a lead before a due time', () => {
  const before = (due: string, amount: number, unit: Period['unit']): string | null =>
    local(dueTimeBefore({ due: at(due), lead: { amount, unit }, calendar }));

  it('goes back working days to a close of business, over holidays and weekends', () => {
    expect(before('2026-03-16 17:30', 2, 'workingDays')).toBe('2026-03-12 17:30');
    expect(before('2026-02-24 17:30', 2, 'workingDays')).toBe('2026-02-13 17:30');
    expect(before('2026-03-08 12:00', 1, 'workingDays')).toBe('2026-03-06 17:30');
  });

  it('goes back calendar days, and further if that day is off', () => {
    expect(before('2026-03-12 17:30', 2, 'calendarDays')).toBe('2026-03-10 17:30');
    expect(before('2026-03-17 17:30', 2, 'calendarDays')).toBe('2026-03-13 17:30');
  });

  it('subtracts seconds', () => {
    expect(before('2026-03-08 12:00', 120, 'seconds')).toBe('2026-03-08 11:58');
  });
});
