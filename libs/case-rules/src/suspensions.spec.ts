import { describe, expect, it } from '@jest/globals';
import { allDeadlines, pauseReason } from './deadlines';
import type { Suspension } from './rules';
import { Story, typesOf } from './story.testing';
import { iso, policy, rulesOf, shanghai } from './world.testing';

const monday = '2026-03-02 09:00';
const everywhere: Suspension['scope'] = { department: null, category: null, district: null };

function brake(
  from: string,
  to: string | null = null,
  scope: Partial<Suspension['scope']> = {},
  id = 'flood',
): Suspension {
  return {
    id,
    scope: { ...everywhere, ...scope },
    from: shanghai(from),
    to: to === null ? null : shanghai(to),
  };
}

const dueOf = (story: Story, kind: string) =>
  allDeadlines(story.state, story.rules).find((deadline) => deadline.kind === kind)?.dueAt;

describe('the emergency brake', () => {
  it('pauses all clocks of its scope, and the pause is on record', () => {
    const story = Story.begins(monday).at('2026-03-03 10:00');
    story.publish({ suspensions: [brake('2026-03-03 10:00')] }).recalculate();
    expect(typesOf(story.last)).toEqual(['ClocksPaused']);
    expect(story.newest('ClocksPaused')).toEqual({ suspension: 'flood', from: iso('2026-03-03 10:00') });
    expect(story.state.nextDeadline).toBeNull();
    expect(pauseReason(story.state)).toBe('suspended');
    expect(story.at('2026-06-01 10:00').deadlines().events).toEqual([]);
  });

  it('stops the confirmation clock as well', () => {
    const story = Story.begins(monday);
    story.responsible('resolve');
    story.publish({ suspensions: [brake(monday)] }).recalculate();
    expect(story.at('2026-06-01 10:00').deadlines().events).toEqual([]);
    expect(story.state.status).toBe('resolved');
  });

  it('lets the clocks go on with what is left when it is lifted', () => {
    const story = Story.begins(monday).at('2026-03-03 10:00');
    story.publish({ suspensions: [brake('2026-03-03 10:00')] }).recalculate();
    story.at('2026-03-10 10:00');
    story.publish({ suspensions: [brake('2026-03-03 10:00', '2026-03-10 10:00')] }).recalculate();
    expect(typesOf(story.last)).toEqual(['ClocksResumed']);
    // Of three working days one had passed when the clocks stopped; a week later two are left.
    expect(dueOf(story, 'idle')).toBe(iso('2026-03-12 17:30'));
    expect(dueOf(story, 'unresolved')).toBe(iso('2026-03-23 17:30'));
    expect(pauseReason(story.state)).toBeNull();
  });

  it('goes on from when it was lifted, not from when the case learnt of it', () => {
    const story = Story.begins(monday).at('2026-03-03 10:00');
    story.publish({ suspensions: [brake('2026-03-03 10:00')] }).recalculate();
    story.publish({ suspensions: [brake('2026-03-03 10:00', '2026-03-04 10:00')] });
    story.at('2026-03-06 09:00').recalculate();
    expect(story.newest('ClocksResumed')).toEqual({ suspension: 'flood', to: iso('2026-03-04 10:00') });
    expect(dueOf(story, 'idle')).toBe(iso('2026-03-06 17:30'));
  });

  it.each([
    ['another department', { department: 'water' }],
    ['another category', { category: 'lamps' }],
    ['another district', { district: 'west' }],
    ['its own department and another district', { department: 'roads', district: 'west' }],
  ])('leaves alone what is out of its scope: %s', (_, scope) => {
    const story = Story.begins(monday).at('2026-03-03 10:00');
    story.publish({ suspensions: [brake('2026-03-03 10:00', null, scope)] }).recalculate();
    expect(story.last.events).toEqual([]);
    expect(dueOf(story, 'idle')).toBe(iso('2026-03-05 17:30'));
  });

  it.each([
    ['its department', { department: 'roads' }],
    ['a superior of its department', { department: 'province' }],
    ['its category', { category: 'potholes' }],
    ['its district', { district: 'east' }],
    ['all three', { department: 'city', category: 'potholes', district: 'east' }],
  ])('covers %s', (_, scope) => {
    const story = Story.begins(monday).at('2026-03-03 10:00');
    story.publish({ suspensions: [brake('2026-03-03 10:00', null, scope)] }).recalculate();
    expect(typesOf(story.last)).toEqual(['ClocksPaused']);
  });

  it('a new case begins paused', () => {
    const story = Story.begins(monday, { rules: rulesOf({ suspensions: [brake('2026-03-01 00:00')] }) });
    expect(story.types()).toEqual(['CaseRegistered', 'ClocksPaused']);
    expect(story.newest('ClocksPaused').from).toBe(iso(monday));
  });

  it('does not keep people from acting, and a paused case still takes statements', () => {
    const story = Story.begins(monday, { rules: rulesOf({ suspensions: [brake('2026-03-01 00:00')] }) });
    expect(story.filer('addStatement').rejection).toBeUndefined();
    expect(story.responsible('resolve', { unansweredReason: 'Flood.' }).rejection).toBeUndefined();
  });

  it('is left behind by a case that moves out of its scope', () => {
    const story = Story.begins(monday).at('2026-03-03 10:00');
    story.publish({ suspensions: [brake('2026-03-03 10:00', null, { department: 'roads' })] }).recalculate();
    story.at('2026-03-05 10:00').responsible('transfer', { to: 'water' });
    expect(story.newest('ClocksResumed')).toEqual({ suspension: 'flood', to: iso('2026-03-05 10:00') });
    expect(dueOf(story, 'unresolved')).toBe(iso('2026-03-18 17:30'));
  });

  it('stands over a case that moves into its scope from then on only: a transfer gives no time', () => {
    const suspensions = [brake('2026-03-01 00:00', null, { department: 'water' })];
    const story = Story.begins(monday, { rules: rulesOf({ suspensions }) }).at('2026-03-05 10:00');
    story.responsible('transfer', { to: 'water' });
    expect(story.newest('ClocksPaused')).toEqual({ suspension: 'flood', from: iso('2026-03-05 10:00') });
    story.at('2026-03-06 10:00').responsible('transfer', { to: 'roads' });
    // One day stood still: the 6th.
    expect(dueOf(story, 'unresolved')).toBe(iso('2026-03-17 17:30'));
  });

  it('goes on standing over a case that moves within its scope', () => {
    const suspensions = [brake('2026-03-01 00:00', null, { department: 'city' })];
    const story = Story.begins(monday, { rules: rulesOf({ suspensions }) }).at('2026-03-05 10:00');
    story.responsible('transfer', { to: 'water' });
    expect(typesOf(story.last)).toEqual(['CaseTransferred']);
    expect(pauseReason(story.state)).toBe('suspended');
  });

  it('two brakes at once count once', () => {
    const first = brake('2026-03-03 10:00', '2026-03-05 10:00');
    const second = brake('2026-03-04 10:00', '2026-03-06 10:00', {}, 'outage');
    const story = Story.begins(monday).at('2026-03-06 10:00');
    story.publish({ suspensions: [first, second] }).recalculate();
    // 4, 5 and 6 March do not count.
    expect(dueOf(story, 'unresolved')).toBe(iso('2026-03-19 17:30'));
  });
});

describe('a brake with a planned end', () => {
  const planned = [brake('2026-03-03 10:00', '2026-03-10 10:00')];

  it('has a deadline beyond its end, so that nobody has to lift it', () => {
    const story = Story.begins(monday).at('2026-03-03 10:00');
    story.publish({ suspensions: planned }).recalculate();
    expect(story.state.nextDeadline).toMatchObject({ kind: 'idle', dueAt: iso('2026-03-12 17:30') });
    expect(
      story
        .at('2026-03-12 17:29')
        .deadlines()
        .events.map(({ type }) => type),
    ).toEqual(['ClocksResumed']);
    expect(typesOf(story.at('2026-03-12 17:30').deadlines())).toEqual(['IdleEscalated']);
  });

  it('that lies ahead is honoured though nothing woke the case when it began or ended', () => {
    const story = Story.begins(monday);
    story.publish({ suspensions: planned }).recalculate();
    expect(story.last.events).toEqual([]);
    story.at('2026-03-11 09:00').deadlines();
    expect(typesOf(story.last)).toEqual(['ClocksPaused', 'ClocksResumed']);
    expect(story.state.nextDeadline?.dueAt).toBe(iso('2026-03-12 17:30'));
  });

  it('that is over before the case learns of it counts all the same, also after a transfer', () => {
    const story = Story.begins(monday).publish({ suspensions: planned }).at('2026-03-11 09:00');
    story.responsible('transfer', { to: 'water' });
    expect(dueOf(story, 'unresolved')).toBe(iso('2026-03-23 17:30'));
  });

  it('is taken up once', () => {
    const story = Story.begins(monday).publish({ suspensions: planned }).at('2026-03-11 09:00');
    story.deadlines();
    expect(story.at('2026-03-11 10:00').deadlines().events).toEqual([]);
  });
});

describe('what was overdue before the brake was pulled', () => {
  it('happened at its due time, and the brake after it', () => {
    const story = Story.begins(monday).at('2026-03-07 10:00');
    story.publish({ suspensions: [brake('2026-03-06 10:00')] }).recalculate();
    expect(story.last.events.map(({ type, effectiveAt }) => [type, effectiveAt])).toEqual([
      ['IdleEscalated', iso('2026-03-05 17:30')],
      ['ClocksPaused', iso('2026-03-06 10:00')],
    ]);
  });

  it('keeps the pause of the department that it then left', () => {
    const story = Story.begins(monday).at('2026-03-09 10:00');
    story.publish({ suspensions: [brake('2026-03-06 10:00', null, { department: 'roads' })] }).recalculate();
    expect(typesOf(story.last)).toEqual(['IdleEscalated', 'ClocksPaused', 'ClocksResumed']);
    expect(dueOf(story, 'unresolved')).toBe(iso('2026-03-19 17:30'));
  });

  it('a closed case is not paused any more', () => {
    const story = Story.begins(monday);
    story.responsible('resolve');
    story
      .at('2026-03-20 10:00')
      .publish({ suspensions: [brake('2026-03-12 10:00')] })
      .recalculate();
    expect(typesOf(story.last)).toEqual(['CaseClosed']);
  });
});

describe('recalculation (P2)', () => {
  const shorter = { policies: [policy('potholes', 'roads', { idle: { amount: 2, unit: 'workingDays' } })] };

  it('leaves an event only where a due time moved', () => {
    const moved = Story.begins(monday).at('2026-03-03 10:00');
    moved.publish(shorter).recalculate();
    expect(moved.last.events.map(({ data }) => data)).toEqual([
      { kind: 'idle', from: iso('2026-03-05 17:30'), to: iso('2026-03-04 17:30'), rulesVersion: 2 },
    ]);
    expect(moved.state.nextDeadline?.dueAt).toBe(iso('2026-03-04 17:30'));

    const untouched = Story.begins(monday).at('2026-03-03 10:00');
    untouched.publish({ policies: [policy('potholes', 'roads'), policy('lamps', 'water')] }).recalculate();
    expect(untouched.last.events).toEqual([]);
    expect(untouched.state.rulesVersion).toBe(2);
  });

  it('happens once for each version of the rules', () => {
    const story = Story.begins(monday).at('2026-03-03 10:00');
    story.publish(shorter).recalculate();
    expect(story.recalculate().events).toEqual([]);
  });

  it('a command takes up new rules just as well', () => {
    const story = Story.begins(monday).at('2026-03-03 10:00');
    story.publish(shorter).filer('addStatement');
    expect(typesOf(story.last)).toEqual(['DeadlineRecalculated', 'StatementAdded']);
  });

  it('a provisional deadline becomes certain when the year is announced', () => {
    const known2025 = { ...rulesOf().calendar, knownUntil: '2025-12-31' };
    const story = Story.begins('2025-12-31 09:00', { rules: rulesOf({ calendar: known2025 }) });
    expect(story.state.nextDeadline).toMatchObject({ provisional: true });
    story.publish({}).recalculate();
    expect(story.state.nextDeadline).toMatchObject({ provisional: false });
  });

  it('leaves closed cases as they are', () => {
    const story = Story.begins(monday);
    story.filer('withdraw');
    expect(story.publish(shorter).recalculate().events).toEqual([]);
  });
});
