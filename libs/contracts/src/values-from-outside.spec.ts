import { describe, expect, it } from '@jest/globals';
import { day, dayBetween, moment } from './values-from-outside';

const takes = (schema: typeof moment | typeof day, text: string): boolean => schema.safeParse(text).success;

describe('a moment from outside', () => {
  it.each([
    '2026-03-06T09:30:00Z',
    '2026-03-06T09:30:00.123456+08:00',
    '2026-03-06T09:30:00+14:00',
    '2026-03-06T09:30:00-14:00',
    '2000-01-01T00:00:00Z',
    '2199-12-31T23:59:59.999Z',
  ])('may be %s', (text) => expect(takes(moment, text)).toBe(true));

  it.each([
    ['a day alone', '2026-03-06'],
    ['no day of any calendar', '2026-02-30T00:00:00Z'],
    ['an offset that no clock has', '2026-03-06T09:30:00+14:01'],
    ['an offset that PostgreSQL does not take', '2026-03-06T09:30:00-23:59'],
    ['the year 0000', '0000-01-01T00:00:00Z'],
    ['the year 9999', '9999-12-31T23:59:59Z'],
    ['a moment that its offset puts before our time', '2000-01-01T00:00:00+08:00'],
    ['a second in parts without end', `2026-03-06T09:30:00.${'1'.repeat(200)}Z`],
  ])('is not %s', (_, text) => expect(takes(moment, text)).toBe(false));
});

describe('what is no time at all', () => {
  it('is told so once', () => {
    expect(moment.safeParse('tomorrow').error?.issues).toHaveLength(1);
    expect(day.safeParse('yesterday').error?.issues).toHaveLength(1);
  });
});

describe('a day from outside', () => {
  it('is one of the calendar, within its bounds', () => {
    expect(['2000-01-01', '2026-03-06', '2199-12-31'].every((text) => takes(day, text))).toBe(true);
    expect(['0000-01-01', '1999-12-31', '2200-01-01', '2026-02-30'].some((text) => takes(day, text))).toBe(
      false,
    );
    expect(takes(dayBetween('1900-01-01', '1900-12-31'), '1900-02-28')).toBe(true);
  });
});
