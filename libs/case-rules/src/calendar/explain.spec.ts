import { afterEach, describe, expect, it } from '@jest/globals';
import { dueTime } from './due-time';
import { dueTimeBefore } from './due-time-before';
import { describeDeadline } from './explain';
import type { Pause, Period } from './period';
import { buildCalendar } from './working-calendar';
import { announcedYears } from './years';

const calendar = buildCalendar(announcedYears);
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
const explain = (from: number, amount: number, unit: Period['unit'], ...pauses: Pause[]) =>
  dueTime({ from, period: { amount, unit }, calendar, pauses }).explanation;
const sentences = (...args: Parameters<typeof explain>): { en: string; zh: string } => {
  const explanation = explain(...args);
  return { en: describeDeadline(explanation, 'en'), zh: describeDeadline(explanation, 'zh') };
};
const pause = (from: string, to: string | null): Pause => {
  return { from: at(from), to: to === null ? null : at(to), reason: 'a secret' };
};

describe('the sentence of a deadline', () => {
  it('tells the start, the days counted, what was skipped, what was worked and when it is due', () => {
    expect(sentences(at('2026-02-13 16:00'), 3, 'workingDays')).toEqual({
      en:
        'From 2026-02-13 (Friday) 16:00, 3 working days counted from 2026-02-14, skipping 2026-02-15…02-23 ' +
        '(Spring Festival); due 2026-02-25 17:30 Asia/Shanghai. ' +
        'Weekend days worked in exchange for a holiday, counted: 2026-02-14.',
      zh:
        '期限始于2026年2月13日\uff08星期五\uff0916:00\uff0c自2026年2月14日起计算3个工作日\uff0c' +
        '扣除2026年2月15日至23日\uff08春节\uff09\uff0c于2026年2月25日17:30\uff08北京时间\uff09届满。' +
        '2026年2月14日为调休上班日\uff0c计入期限。',
    });
  });

  it('says that a deadline past what is known is provisional', () => {
    const { en, zh } = sentences(at('2026-12-30 10:00'), 3, 'workingDays');
    expect(en).toContain('skipping 2027-01-02…01-03 (weekend); due 2027-01-04 17:30');
    expect(en).toContain('Provisional: holidays after 2026-12-31 are not announced');
    expect(zh).toContain('本期限为暂定\uff1a2026年12月31日之后的放假安排尚未公布');
  });

  it('says why the end of a period in calendar days was moved', () => {
    const { en, zh } = sentences(at('2026-02-03 09:00'), 14, 'calendarDays');
    expect(en).toBe(
      'From 2026-02-03 (Tuesday) 09:00, 14 calendar days counted from 2026-02-04; due 2026-02-24 17:30 ' +
        'Asia/Shanghai. Moved to the next working day from 2026-02-17: a day off (Spring Festival).',
    );
    expect(zh).toBe(
      '期限始于2026年2月3日\uff08星期二\uff0909:00\uff0c自2026年2月4日起计算14日\uff0c' +
        '于2026年2月24日17:30\uff08北京时间\uff09届满。' +
        '期限的最后一日原为2026年2月17日\uff0c因该日不上班\uff08春节\uff09\uff0c顺延至下一个工作日。',
    );
  });

  it('says what was paused, and that the clock stands still, but never the words of the reason', () => {
    const paused = sentences(
      at('2026-03-02 09:00'),
      3,
      'workingDays',
      pause('2026-03-03 10:00', '2026-03-04 10:00'),
    );
    expect(paused.en).toContain('skipping 2026-03-04 (paused)');
    expect(paused.zh).toContain('扣除2026年3月4日\uff08中止计算\uff09');
    const open = sentences(at('2026-03-02 09:00'), 3, 'workingDays', pause('2026-03-03 10:00', null));
    expect(open.en).toContain(
      'no due time while the clock stands still, which it has done since 2026-03-03.',
    );
    expect(open.zh).toContain('自2026年3月3日起中止计算\uff0c恢复计算后另行确定届满时间。');
    const atTheEnd = sentences(
      at('2026-03-02 09:00'),
      1,
      'workingDays',
      pause('2026-03-03 10:00', '2026-03-03 20:00'),
    );
    expect(atTheEnd.en).toContain('from 2026-03-03: the clock stood still at its end.');
    expect(atTheEnd.zh).toContain('因当日下班时期限正中止计算');
    expect(JSON.stringify([paused, open, atTheEnd])).not.toContain('secret');
  });

  it('speaks of seconds to the second', () => {
    const from = at('2026-03-02 09:00');
    const { en, zh } = sentences(from, 1, 'seconds', { from, to: from + 30_500, reason: 'outage' });
    expect(en).toBe(
      'From 2026-03-02 (Monday) 09:00:00, 1 second without regard to the calendar, ' +
        'longer by the 30.5 s that the clock stood still; due 2026-03-02 09:00:31 Asia/Shanghai.',
    );
    expect(zh).toContain('期间为1秒\uff0c不计节假日\uff0c另加中止计算的30.5秒');
  });

  it('stays short and keeps to the punctuation of its language, however long the period', () => {
    const { en, zh } = sentences(at('2026-01-05 10:00'), 3000, 'workingDays');
    expect(en).toContain(' and others;');
    expect(en.length).toBeLessThan(700);
    expect(zh).not.toMatch(/[,;()]/);
    expect(zh).toContain('12月31日');
  });

  it('writes a run across the new year in full', () => {
    const crossing = sentences(
      at('2025-12-29 10:00'),
      2,
      'workingDays',
      pause('2025-12-30 10:00', '2026-01-02 10:00'),
    );
    expect(crossing.en).toContain('2025-12-31…2026-01-02 (paused)');
    expect(crossing.zh).toContain('2025年12月31日至2026年1月2日\uff08中止计算\uff09');
  });
});

describe('the calendar', () => {
  const platform = { Date: globalThis.Date, Intl: globalThis.Intl };
  afterEach(() => {
    Object.assign(globalThis, platform);
  });

  it('needs neither the clock nor the time zone of the process: it works where there is no Date and no Intl', () => {
    const from = at('2026-02-13 16:00');
    const pauses = [pause('2026-02-14 10:00', '2026-02-24 10:00')];
    const everything = (): unknown => {
      const built = buildCalendar(announcedYears);
      const lead = { amount: 2, unit: 'workingDays' } as const;
      return (['workingDays', 'calendarDays', 'seconds'] as const).map((unit) => {
        const due = dueTime({ from, period: { amount: 5, unit }, calendar: built, pauses });
        const before = dueTimeBefore({ due: due.dueAt ?? 0, lead, calendar: built });
        return [
          due,
          before,
          describeDeadline(due.explanation, 'zh'),
          describeDeadline(due.explanation, 'en'),
        ];
      });
    };
    const expected = everything();
    Object.assign(globalThis, { Date: undefined, Intl: undefined });
    const found = everything();
    Object.assign(globalThis, platform);
    expect(found).toEqual(expected);
  });
});
