import { describe, expect, it } from '@jest/globals';
import { isWorkday } from 'chinese-days';
import { civilDateOf, dayNumberOf } from './civil-date';
import type { CalendarYear } from './working-calendar';
import { buildCalendar, isWorkingDay } from './working-calendar';
import { announcedYears } from './years';

const calendar = buildCalendar(announcedYears);

function everyDayOf(year: number): string[] {
  const first = dayNumberOf(`${year}-01-01`);
  const length = dayNumberOf(`${year + 1}-01-01`) - first;
  return Array.from({ length }, (_, index) => civilDateOf(first + index));
}

function yearFile(changes: Partial<CalendarYear>): CalendarYear {
  const source = { title: 'a notice', issuer: 'an office', number: '1', date: '2029-11-01' };
  return { year: 2030, source, holidays: [], makeUpDays: [], ...changes };
}

const name = { zh: '节', en: 'Feast' };

describe('the official calendar', () => {
  // chinese-days 1.5.7 mistakes the days when the process runs in a time zone west of UTC: it can only be asked elsewhere.
  const whereItIsRight = new Date(2026, 0).getTimezoneOffset() > 0 ? it.skip : it;
  whereItIsRight.each([2025, 2026])('agrees with chinese-days on every day of %i', (year) => {
    const dates = everyDayOf(year);
    expect(dates).toHaveLength(365);
    const ours = dates.filter((date) => isWorkingDay(calendar, date));
    expect(ours).toEqual(dates.filter((date) => isWorkday(date)));
  });

  it.each([
    [2025, 28, ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11']],
    [2026, 33, ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']],
  ] as const)('has the numbers of the notice for %i', (year, daysOff, makeUpDays) => {
    const entries = Object.entries(calendar.days).filter(([date]) => date.startsWith(`${year}`));
    const dates = (kind: 'off' | 'worked'): string[] =>
      entries.filter(([, day]) => day.kind === kind).map(([date]) => date);
    expect(dates('off')).toHaveLength(daysOff);
    expect(dates('worked').sort()).toEqual([...makeUpDays]);
  });

  it('is off from 15 to 23 February 2026 and works on the Saturdays before and after', () => {
    const off = everyDayOf(2026).filter((date) => date >= '2026-02-15' && date <= '2026-02-23');
    expect(off.filter((date) => isWorkingDay(calendar, date))).toEqual([]);
    expect(['2026-02-14', '2026-02-24', '2026-02-28'].every((date) => isWorkingDay(calendar, date))).toBe(
      true,
    );
    expect(calendar.days['2026-02-17']?.name).toEqual({ zh: '春节', en: 'Spring Festival' });
  });

  it('names the notice that each year rests on, dated before that year', () => {
    for (const { year, source } of announcedYears) {
      expect(source).toMatchObject({ issuer: '国务院办公厅', number: expect.stringContaining('国办发明电') });
      expect(source.title).toContain(String(year));
      expect(dayNumberOf(source.date)).toBeLessThan(dayNumberOf(`${year}-01-01`));
    }
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(calendar))).toEqual(calendar);
    expect(calendar).toMatchObject({
      timeZone: 'Asia/Shanghai',
      utcOffsetMinutes: 480,
      openOfBusiness: '09:00',
      closeOfBusiness: '17:30',
      knownUntil: '2026-12-31',
    });
  });
});

describe('building a calendar', () => {
  it('is known until the last year that follows without a gap, in whatever order the files come', () => {
    const year = (number: number): CalendarYear => yearFile({ year: number });
    expect(buildCalendar([year(2031), year(2030)]).knownUntil).toBe('2031-12-31');
    expect(buildCalendar([year(2030), year(2032)]).knownUntil).toBe('2030-12-31');
  });

  it('takes every weekend, and nothing else, as off where nothing is announced', () => {
    const dates = everyDayOf(2027);
    const weekends = dates.filter((date) => [0, 6].includes(new Date(date).getUTCDay()));
    expect(dates.filter((date) => !isWorkingDay(calendar, date))).toEqual(weekends);
  });

  it('closes offices for a closure, make-up days within it too, and keeps holidays in it', () => {
    const closed = buildCalendar(announcedYears, [
      { from: '2026-09-17', to: '2026-09-21', name: { zh: '台风', en: 'Typhoon' } },
      { from: '2026-10-07', to: '2026-10-08', name: { zh: '修缮', en: 'Repairs' } },
    ]);
    expect(isWorkingDay(closed, '2026-09-20')).toBe(false);
    expect(closed.days['2026-09-20']).toMatchObject({ kind: 'off', closure: true, name: { en: 'Typhoon' } });
    expect(closed.days['2026-10-07']).toEqual({ kind: 'off', name: { zh: '国庆节', en: 'National Day' } });
    expect(isWorkingDay(closed, '2026-10-08')).toBe(false);
    expect(isWorkingDay(calendar, '2026-09-20')).toBe(true);
  });

  it.each<[string, Partial<CalendarYear>, string]>([
    [
      'a holiday outside its year',
      { holidays: [{ name, from: '2030-12-31', to: '2031-01-01' }] },
      '2031-01-01',
    ],
    ['a make-up day outside its year', { makeUpDays: ['2031-01-04'] }, '2031-01-04'],
    [
      'holidays that overlap',
      {
        holidays: [
          { name, from: '2030-05-01', to: '2030-05-03' },
          { name, from: '2030-05-03', to: '2030-05-04' },
        ],
      },
      '2030-05-03',
    ],
    ['a make-up day given twice', { makeUpDays: ['2030-05-04', '2030-05-04'] }, '2030-05-04'],
    [
      'a make-up day within a holiday',
      { holidays: [{ name, from: '2030-05-01', to: '2030-05-05' }], makeUpDays: ['2030-05-04'] },
      '2030-05-04',
    ],
    ['a make-up day that is no weekend', { makeUpDays: ['2030-05-06'] }, '2030-05-06'],
    [
      'a holiday that ends before it begins',
      { holidays: [{ name, from: '2030-05-03', to: '2030-05-01' }] },
      '05-01',
    ],
    ['a day that does not exist', { makeUpDays: ['2030-02-30'] }, '2030-02-30'],
  ])('refuses %s and names the year and the date', (_, changes, date) => {
    const build = (): unknown => buildCalendar([yearFile(changes)]);
    expect(build).toThrow('2030');
    expect(build).toThrow(date);
  });

  it('refuses a year loaded twice, no year at all, and a closure turned around', () => {
    expect(() => buildCalendar([yearFile({}), yearFile({})])).toThrow('2030');
    expect(() => buildCalendar([])).toThrow('at least one year');
    expect(() => buildCalendar([yearFile({})], [{ from: '2030-06-02', to: '2030-06-01', name }])).toThrow(
      'Feast',
    );
  });
});
