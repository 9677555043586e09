import type { FigureMeasure } from '@casetrace/case-record';
import { addDays, type CaseState, civilDateAt, evolve } from '@casetrace/case-rules';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { balanceOf } from '../totals/balance';
import type { Facts, Moment } from './facts';
import { factsOf, type LivedCase } from './facts-of';
import { calendar, lived, someCase } from './random-cases.testing';

const seed = Math.floor(Math.random() * 2 ** 31);
const cases: { history: LivedCase; facts: Facts }[] = [];

beforeAll(() => {
  for (const life of fc.sample(someCase, { numRuns: 200, seed })) {
    const history = lived(life);
    cases.push({ history, facts: factsOf(history, calendar) });
  }
});

/** How each case stood when a day had ended: folded from its events, without any of the code under test. */
function stateAtTheEndOf(day: string, { events }: LivedCase): CaseState | null {
  let state: CaseState | null = null;
  for (const event of events)
    if (civilDateAt(Date.parse(event.recordedAt)) <= day) state = evolve(state, event);
  return state;
}
const isOpen = (state: CaseState | null): boolean => state !== null && state.status !== 'closed';
const upTo = (day: string, moments: Moment[]): Moment[] => moments.filter((moment) => moment.day <= day);
const daysOf = ({ events }: LivedCase): string[] => [
  ...new Set(events.map(({ recordedAt }) => civilDateAt(Date.parse(recordedAt)))),
];
/** An assertion costs more than what is compared here: only what differs is asserted. */
function same(where: string, found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) expect([where, found]).toEqual([where, wanted]);
}
const named = (day: string, { trackingNumber }: LivedCase) => `${trackingNumber} ${day} (seed ${seed})`;

describe('over random lives', () => {
  it('opening + registered + reopened - closed is 1 exactly while the case is open, at the end of every day', () => {
    for (const { history, facts } of cases) {
      for (const day of daysOf(history)) {
        const open = isOpen(stateAtTheEndOf(day, history)) ? 1 : 0;
        same(named(day, history), balanceOf(upTo(day, facts.moments)), open);
      }
    }
  });

  it('the same holds for each department, with what moved in and out', () => {
    for (const { history, facts } of cases) {
      for (const day of daysOf(history)) {
        const state = stateAtTheEndOf(day, history);
        const departments = [...new Set(facts.moments.map(({ department }) => department))];
        const balances = departments.map((department) => {
          const here = upTo(day, facts.moments).filter((moment) => moment.department === department);
          return [department, balanceOf(here)];
        });
        const expected = departments.map((department) => {
          return [department, isOpen(state) && state?.responsibleDepartment === department ? 1 : 0];
        });
        same(named(day, history), balances, expected);
      }
    }
  });

  it('exactly one stay covers the end of each day on which the case is open, at the responsible department', () => {
    for (const { history, facts } of cases) {
      for (const day of daysOf(history).flatMap((each) => [each, addDays(each, 1)])) {
        const state = stateAtTheEndOf(day, history);
        const there = facts.stays
          .filter(({ fromDay, toDay }) => fromDay <= day && (toDay === null || day < toDay))
          .map(({ department }) => department);
        same(named(day, history), there, isOpen(state) ? [state?.responsibleDepartment] : []);
      }
    }
  });

  it('stays follow each other without a gap while the case is open, and none is longer than its time', () => {
    for (const { facts } of cases) {
      for (const [index, stay] of facts.stays.entries()) {
        const following = facts.stays[index + 1];
        if (stay.next !== null)
          expect([following?.department, following?.from]).toEqual([stay.next, stay.to]);
        if (stay.to === null) expect([index, stay.seconds]).toEqual([facts.stays.length - 1, null]);
        else expect(stay.seconds).toBeLessThanOrEqual((stay.to - stay.from) / 1000);
        expect(stay.seconds ?? 0).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('a case is registered once, and handled, resolved and closed for the first time at most once', () => {
    for (const { facts } of cases) {
      const times = (measure: FigureMeasure) =>
        facts.moments.filter((moment) => moment.measure === measure).length;
      expect(times('registered')).toBe(1);
      expect(times('first_handled')).toBe(facts.firstHandled ? 1 : 0);
      expect(facts.moments.every(({ amount }) => amount > 0)).toBe(true);
    }
  });

  it('there is one standing answer less than answers and corrections for each correction', () => {
    for (const { history, facts } of cases) {
      const given = history.events.filter(({ type }) => type === 'FilerAnswered').length;
      const counted = facts.moments.filter(({ measure }) => /^(answered|recorded)_/.test(measure)).length;
      expect(counted).toBe(given);
    }
  });

  it('the same history gives the same facts, and a longer one changes only what a correction sets right', () => {
    const corrigible = /^(answered|recorded|closed)_/;
    for (const { history, facts } of cases) {
      const events = history.events.slice(0, Math.ceil(history.events.length / 2));
      const earlier = factsOf({ ...history, version: events.length, events }, calendar);
      const kept = (moments: Moment[]) => moments.filter(({ measure }) => !corrigible.test(measure));
      expect(facts.moments).toEqual(expect.arrayContaining(kept(earlier.moments)));
      expect(factsOf(history, calendar)).toEqual(facts);
    }
  });

  it('everything that is counted did occur in some life', () => {
    const occurred = new Set(cases.flatMap(({ facts }) => facts.moments.map(({ measure }) => measure)));
    const wanted: FigureMeasure[] = [
      'moved_in',
      'reopened',
      'reopened_by_correction',
      'closed_satisfied',
      'closed_agreed',
      'closed_withdrawn',
      'closed_no_answer',
      'transferred',
      'referred_up',
      'adjusted',
      'contested_referred',
      'idle_escalated',
      'unresolved_reported',
      'supervisory_reported',
      'answered_keep_open',
      'recorded_satisfied',
      'recorded_agreed',
      'procedure_adopted',
      'resolving_seconds',
      'over_limit_seconds',
    ];
    expect(wanted.filter((measure) => !occurred.has(measure))).toEqual([]);
    expect(cases.some(({ facts }) => facts.stays.some(({ returned }) => returned))).toBe(true);
    expect(cases.some(({ facts }) => facts.solvedBy !== null)).toBe(true);
    expect(cases.some(({ facts }) => facts.contributors.length > 1)).toBe(true);
  });
});
