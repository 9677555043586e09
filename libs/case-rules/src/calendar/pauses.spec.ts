import { describe, expect, it } from '@jest/globals';
import { dueTime } from './due-time';
import type { Pause, Period } from './period';
import { buildCalendar } from './working-calendar';
import { announcedYears } from './years';

const calendar = buildCalendar(announcedYears);
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
const local = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant + 480 * 60_000).toISOString().slice(0, 16).replace('T', ' ');
const pause = (from: string, to: string | null): Pause => {
  return { from: at(from), to: to === null ? null : at(to), reason: 'outage' };
};
const compute = (from: string, amount: number, unit: Period['unit'], ...pauses: Pause[]) =>
  dueTime({ from: at(from), period: { amount, unit }, calendar, pauses });
const workingDays = (from: string, amount: number, ...pauses: Pause[]): string | null =>
  local(compute(from, amount, 'workingDays', ...pauses).dueAt);
const calendarDays = (from: string, amount: number, ...pauses: Pause[]): string | null =>
  local(compute(from, amount, 'calendarDays', ...pauses).dueAt);

describe('pauses', () => {
  it('cost the days after the one they begin on, up to the one they end on', () => {
    expect(workingDays('2026-03-02 09:00', 3, pause('2026-03-03 10:00', '2026-03-04 10:00'))).toBe(
      '2026-03-06 17:30',
    );
    expect(calendarDays('2026-03-02 09:00', 14, pause('2026-03-05 10:00', '2026-03-07 10:00'))).toBe(
      '2026-03-18 17:30',
    );
    const { explanation } = compute(
      '2026-03-02 09:00',
      3,
      'workingDays',
      pause('2026-03-03 10:00', '2026-03-04 10:00'),
    );
    expect(explanation.skipped).toEqual([{ from: '2026-03-04', to: '2026-03-04', reason: 'paused' }]);
  });

  it('that begin and end on the same day cost nothing', () => {
    expect(workingDays('2026-03-02 09:00', 3, pause('2026-03-03 10:00', '2026-03-03 18:00'))).toBe(
      '2026-03-05 17:30',
    );
  });

  it('that overlap, or follow at once, count once', () => {
    const one = pause('2026-03-03 10:00', '2026-03-05 10:00');
    const overlapping = [
      pause('2026-03-04 10:00', '2026-03-05 09:00'),
      pause('2026-03-03 10:00', '2026-03-04 12:00'),
    ];
    const following = pause('2026-03-05 09:00', '2026-03-05 10:00');
    expect(workingDays('2026-03-02 09:00', 3, ...overlapping, following)).toBe(
      workingDays('2026-03-02 09:00', 3, one),
    );
    expect(workingDays('2026-03-02 09:00', 3, one)).toBe('2026-03-09 17:30');
  });

  it('cost nothing on days that would not have counted, before the period, or after its end', () => {
    const without = workingDays('2026-03-06 09:00', 3);
    expect(workingDays('2026-03-06 09:00', 3, pause('2026-03-06 10:00', '2026-03-08 10:00'))).toBe(without);
    expect(workingDays('2026-03-06 09:00', 3, pause('2026-03-01 10:00', '2026-03-06 08:00'))).toBe(without);
    expect(workingDays('2026-03-06 09:00', 3, pause('2026-03-11 18:00', '2026-04-01 08:00'))).toBe(without);
    expect(workingDays('2026-03-06 09:00', 3, pause('2026-03-09 10:00', '2026-03-09 10:00'))).toBe(without);
  });

  it('that last leave no due time, for days and for seconds', () => {
    for (const unit of ['workingDays', 'calendarDays', 'seconds'] as const) {
      const open = compute('2026-03-02 09:00', 3, unit, pause('2026-03-01 10:00', null));
      expect(open).toMatchObject({ dueAt: null, provisional: false });
      expect(open.explanation).toMatchObject({ dueAt: null, lastDay: '2026-03-02' });
    }
    expect(
      compute('2026-03-02 09:00', 3, 'workingDays', pause('2026-03-04 10:00', null)).explanation,
    ).toMatchObject({
      dueAt: null,
      lastDay: '2026-03-04',
    });
    expect(calendarDays('2026-03-04 09:00', 3, pause('2026-03-07 10:00', null))).toBeNull();
    expect(calendarDays('2026-03-04 09:00', 3, pause('2026-03-08 10:00', null))).toBeNull();
  });

  it('that begin after the due time leave it as it was, though they last', () => {
    expect(workingDays('2026-03-02 09:00', 3, pause('2026-03-05 17:30', null))).toBe('2026-03-05 17:30');
    expect(workingDays('2026-03-02 09:00', 3, pause('2026-03-05 17:29', null))).toBeNull();
  });

  it('never have a due time inside: it moves to the next working day outside of them', () => {
    const overnight = pause('2026-03-05 10:00', '2026-03-06 10:00');
    expect(workingDays('2026-03-02 09:00', 3, overnight)).toBe('2026-03-09 17:30');
    expect(compute('2026-03-02 09:00', 3, 'workingDays', overnight).explanation).toMatchObject({
      movedFrom: '2026-03-05',
      skipped: [
        { from: '2026-03-05', to: '2026-03-06', reason: 'paused' },
        { from: '2026-03-07', to: '2026-03-08', reason: 'weekend' },
      ],
    });
    expect(workingDays('2026-03-02 09:00', 3, pause('2026-03-05 16:00', '2026-03-05 18:00'))).toBe(
      '2026-03-06 17:30',
    );
    expect(calendarDays('2026-03-04 09:00', 3, pause('2026-03-08 10:00', '2026-03-09 10:00'))).toBe(
      '2026-03-10 17:30',
    );
  });
});

describe('seconds', () => {
  it('know no calendar and are never provisional', () => {
    const { dueAt, provisional, explanation } = compute('2027-01-01 23:59', 90, 'seconds');
    expect(dueAt).toBe(at('2027-01-01 23:59') + 90_000);
    expect(provisional).toBe(false);
    expect(explanation).toMatchObject({ firstDay: '2027-01-01', lastDay: '2027-01-02', skipped: [] });
  });

  it('go on by the time that was paused, counted once, from the start, and only before the due time', () => {
    const from = at('2026-03-02 09:00');
    const span = (begin: number, end: number): Pause => {
      return { from: from + begin * 1000, to: from + end * 1000, reason: 'outage' };
    };
    const pauses = [span(-50, 10), span(20, 40), span(30, 50), span(135, 500)];
    const { dueAt, explanation } = dueTime({
      from,
      period: { amount: 90, unit: 'seconds' },
      calendar,
      pauses,
    });
    expect(dueAt).toBe(from + 130_000);
    expect(explanation.pausedMs).toBe(40_000);
  });
});
