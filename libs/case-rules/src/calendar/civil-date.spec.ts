import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  civilDateAt,
  civilDateOf,
  dayNumberOf,
  instantAt,
  instantOf,
  isoOf,
  weekdayOf,
} from './civil-date';

const first = dayNumberOf('0000-01-01');
const last = dayNumberOf('9999-12-31');
const days = fc.integer({ min: first, max: last });

describe('civil dates', () => {
  it('agree with the platform on the date, the weekday and the number of every day', () => {
    fc.assert(
      fc.property(days, (day) => {
        const platform = new Date(day * 86_400_000);
        const date = civilDateOf(day);
        expect(date).toBe(platform.toISOString().slice(0, 10));
        expect(weekdayOf(day)).toBe(platform.getUTCDay());
        expect(dayNumberOf(date)).toBe(day);
      }),
    );
  });

  it('know leap years, ends of centuries and both ends of their range', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
    expect(addDays('2000-03-01', -1)).toBe('2000-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(civilDateOf(first)).toBe('0000-01-01');
    expect(civilDateOf(last)).toBe('9999-12-31');
    expect(() => civilDateOf(last + 1)).toThrow(RangeError);
    expect(() => civilDateOf(first - 1)).toThrow(RangeError);
    expect(() => civilDateOf(NaN)).toThrow(RangeError);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-4-1',
    '20260401',
    'soon',
    '0000-00-00',
  ])('refuse %s, which is no day', (text) => expect(() => dayNumberOf(text)).toThrow(text));

  it('change at midnight in Shanghai, which is 16:00 in UTC', () => {
    expect(civilDateAt(Date.parse('2026-02-13T15:59:59.999Z'))).toBe('2026-02-13');
    expect(civilDateAt(Date.parse('2026-02-13T16:00:00.000Z'))).toBe('2026-02-14');
    expect(civilDateAt(instantAt(dayNumberOf('2026-02-14'), 0, 480))).toBe('2026-02-14');
    expect(civilDateAt(instantAt(dayNumberOf('2026-02-14'), 1439, 480))).toBe('2026-02-14');
  });

  it('write and read instants as the platform does', () => {
    const instants = fc.integer({ min: first * 86_400_000, max: last * 86_400_000 });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(isoOf(instant)).toBe(new Date(instant).toISOString());
        expect(instantOf(isoOf(instant))).toBe(instant);
      }),
    );
    expect(() => instantOf('2026-02-13T16:00:00+08:00')).toThrow(RangeError);
  });
});
