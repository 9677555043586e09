import { describe, expect, it } from '@jest/globals';
import { buildCalendar, announcedYears, civilDateAt } from '@casetrace/case-rules';
import { Random } from './random';
import { RegistrationTimes } from './times';
import { placeNames } from './vocabulary';
import { Told } from './wording';

const cases = 6_000;
const told = Array.from({ length: cases }, (_, index) => Told.of(11, index));
const share = (holds: (each: Told) => boolean): number => told.filter(holds).length / cases;
const mentioning = (word: string): number =>
  share(({ subject, details }) => `${subject}${details}`.includes(word));

describe('what the filers of a load say', () => {
  it('has very common words of two characters and very rare ones', () => {
    expect(mentioning('小区')).toBeGreaterThan(0.2);
    const rare = placeNames.slice(-200).map(mentioning);
    expect(Math.max(...rare)).toBeLessThan(0.002);
    expect(rare.some((found) => found > 0)).toBe(true);
  });

  it('comes under few categories often and under many seldom', () => {
    const byCategory = new Map<string, number>();
    for (const { category } of told) byCategory.set(category, (byCategory.get(category) ?? 0) + 1);
    const counts = [...byCategory.values()].sort((one, other) => other - one);
    expect(counts).toHaveLength(12);
    expect(counts[0]! / counts[11]!).toBeGreaterThan(4);
  });

  it('repeats in three of a hundred cases what was told shortly before, opened otherwise', () => {
    const kernel = ({ subject, details }: Told): string => subject + details.slice(details.indexOf('号'));
    const again = told.filter((each, index) =>
      told.slice(Math.max(0, index - 41), index).some((other) => kernel(other) === kernel(each)),
    );
    expect(again.length / cases).toBeGreaterThan(0.02);
    expect(again.length / cases).toBeLessThan(0.05);
  });

  it('is English in one of twenty cases', () => {
    expect(share(({ language }) => language === 'en')).toBeCloseTo(0.05, 1);
    expect(share(({ language, details }) => language === 'en' && !/^At No\. \d+ /.test(details))).toBe(0);
  });
});

describe('the times of registrations', () => {
  const until = Date.parse('2026-11-26T04:00:00Z');
  const times = new RegistrationTimes(buildCalendar(announcedYears), until);
  const random = new Random(3);
  const drawn = Array.from({ length: 20_000 }, (_, index) => times.at((index + 0.5) / 20_000, random));
  const onWeekday = (weekday: number): number =>
    drawn.filter(({ at }) => new Date(`${civilDateAt(at)}T00:00:00Z`).getUTCDay() === weekday).length;

  it('span two years, and none lies in the future', () => {
    const all = drawn.map(({ at }) => at);
    expect(Math.max(...all)).toBeLessThan(until);
    expect((until - Math.min(...all)) / 86_400_000).toBeGreaterThan(728);
  });

  it('are more on Mondays than on Fridays, and few on Sundays', () => {
    expect(onWeekday(1)).toBeGreaterThan(onWeekday(5));
    expect(onWeekday(5)).toBeGreaterThan(3 * onWeekday(0));
  });

  it('let one in twenty-five drag on, registered in the last weeks', () => {
    const dragging = drawn.filter((each) => each.dragging);
    expect(dragging.length / drawn.length).toBeCloseTo(0.042, 2);
    expect(
      dragging.filter(({ at }) => until - at < 60 * 86_400_000).length / dragging.length,
    ).toBeGreaterThan(0.9);
  });
});
