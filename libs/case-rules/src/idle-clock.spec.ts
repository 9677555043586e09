import { describe, expect, it } from '@jest/globals';
import { describeExplained } from './deadlines';
import { Story, typesOf } from './story.testing';
import { iso, officer, policy, rulesOf, treeWith } from './world.testing';

/** Registered on a Monday morning at `roads`: three working days end on Thursday at half past five. */
const monday = '2026-03-02 09:00';
const due = '2026-03-05 17:30';
const overdue = '2026-03-05 17:31';

describe('the idle clock (M9)', () => {
  it("escalates to the superior after three working days without the department's input", () => {
    const story = Story.begins(monday).at(overdue);
    story.deadlines();
    expect(story.newest('IdleEscalated')).toEqual({
      from: 'roads',
      to: 'city',
      level: 1,
      reached: 'city',
      trigger: 'clock',
      occurrence: 1,
    });
    expect(story.state).toMatchObject({ status: 'assigned', responsibleDepartment: 'city', level: 1 });
  });

  it('dates the escalation to the due time, says when it was written down, and names who was responsible', () => {
    const story = Story.begins(monday);
    story.responsible('claim');
    story.at('2026-03-05 23:00').deadlines();
    expect(story.all('IdleEscalated')[0]).toMatchObject({
      effectiveAt: iso(due),
      recordedAt: iso('2026-03-05 23:00'),
      actor: { kind: 'clock', department: 'roads', officer: 'roads-clerk' },
    });
  });

  it('does nothing a millisecond before the due time, and acts at it', () => {
    const early = Story.begins(monday).at('2026-03-05 17:29').deadlines();
    expect(early.events).toEqual([]);
    expect(typesOf(Story.begins(monday).at(due).deadlines())).toEqual(['IdleEscalated']);
  });

  it('explains its deadline from when, what is skipped and when it is due (P2)', () => {
    const { nextDeadline } = Story.begins('2026-03-06 16:00').state;
    expect(nextDeadline).toMatchObject({ kind: 'idle', occurrence: 1, dueAt: iso('2026-03-11 17:30') });
    expect(describeExplained(nextDeadline!, 'en')).toContain('2026-03-07');
    expect(describeExplained(nextDeadline!, 'zh')).toContain('2026年3月11日');
  });

  it.each(['recordProgress', 'replyToStatement', 'reportUnresolved'] as const)(
    'begins anew when the responsible department gives an input: %s',
    (input) => {
      const story = Story.begins(monday);
      story.filer('addStatement');
      story.at('2026-03-04 10:00').responsible(input);
      expect(story.state).toMatchObject({
        status: 'inHandling',
        nextDeadline: { kind: 'idle', dueAt: iso('2026-03-09 17:30') },
      });
    },
  );

  it("a filer's statement does not begin the idle clock anew", () => {
    const story = Story.begins(monday).at('2026-03-05 17:00');
    story.filer('addStatement');
    expect(story.state).toMatchObject({ status: 'assigned', nextDeadline: { dueAt: iso(due) } });
    story.at(overdue).deadlines();
    expect(story.state.responsibleDepartment).toBe('city');
  });

  it.each([
    ['a contribution of others', (story: Story) => story.by(officer('water'), 'contribute')],
    ['an instruction of the superior', (story: Story) => story.by(officer('city'), 'instruct')],
    ["the front desk's report", (story: Story) => story.desk('reportUnresolved')],
    ['being claimed', (story: Story) => story.responsible('claim')],
  ])('is not begun anew by %s', (_, act) => {
    const story = Story.begins(monday);
    story.desk('reportUnresolved');
    story.at('2026-03-04 10:00');
    expect(act(story).rejection).toBeUndefined();
    expect(story.state).toMatchObject({ status: 'assigned', nextDeadline: { dueAt: iso(due) } });
  });

  it('begins anew when the case arrives at the next department', () => {
    const story = Story.begins(monday).at('2026-03-04 10:00');
    story.responsible('transfer', { to: 'water' });
    expect(story.state.nextDeadline).toMatchObject({ kind: 'idle', dueAt: iso('2026-03-09 17:30') });
  });

  it('an outage of a week costs one level, not three', () => {
    const story = Story.begins(monday).at('2026-03-12 09:00');
    expect(typesOf(story.deadlines())).toEqual(['IdleEscalated']);
    expect(story.state).toMatchObject({ level: 1, responsibleDepartment: 'city' });
    expect(story.state.nextDeadline).toMatchObject({ kind: 'account' });
    story.at('2026-03-17 17:29').deadlines();
    expect(story.state.level).toBe(1);
    story.at('2026-03-17 17:30').deadlines();
    expect(story.state).toMatchObject({ level: 2, responsibleDepartment: 'province' });
  });

  it('follows the policy of the category (M12)', () => {
    const rules = rulesOf({
      policies: [policy('potholes', 'roads', { idle: { amount: 90, unit: 'seconds' } })],
    });
    const story = Story.begins('2026-03-07 23:00', { rules });
    expect(story.state.nextDeadline).toMatchObject({
      dueAt: new Date(story.state.registeredAt + 90_000).toISOString(),
    });
  });
});

describe('climbing (P3)', () => {
  const idleAgain = (story: Story) => {
    const { idle } = story.state;
    for (let hour = 1; story.state.idle.occurrence === idle.occurrence && hour < 24 * 200; hour++) {
      const later = new Date(story.state.lastRecordedAt + hour * 3_600_000 + 8 * 3_600_000);
      story.at(later.toISOString().slice(0, 16).replace('T', ' ')).deadlines();
    }
    return story;
  };

  it('goes on level by level to the top', () => {
    const story = Story.begins(monday);
    const path = [1, 2, 3].map(() => idleAgain(story).state.responsibleDepartment);
    expect(path).toEqual(['city', 'province', 'ministry']);
    expect(story.state.level).toBe(3);
  });

  it('passing a case down again and idling again climbs higher', () => {
    const story = idleAgain(Story.begins(monday));
    story.responsible('transfer', { to: 'water' });
    expect(story.state.level).toBe(1);
    idleAgain(story);
    expect(story.newest('IdleEscalated')).toMatchObject({ from: 'water', to: 'province', level: 2 });
    story.responsible('transfer', { to: 'otherRoads' });
    idleAgain(story);
    expect(story.newest('IdleEscalated')).toMatchObject({ from: 'otherRoads', to: 'ministry', level: 3 });
  });

  it('passing a case down from the top and idling again goes to the top and to the supervisory body, one level up', () => {
    const story = Story.begins(monday);
    for (let step = 0; step < 3; step++) idleAgain(story);
    story.responsible('transfer', { to: 'roads' });
    idleAgain(story);
    expect(story.newest('IdleEscalated')).toMatchObject({ from: 'roads', to: 'ministry', level: 4 });
    expect(story.newest('SupervisoryBodyReported')).toMatchObject({
      body: 'inspection',
      kind: 'idle',
      level: 4,
    });
    expect(story.state.level).toBe(4);
  });

  it('at the top the supervisory body is told, again at growing intervals', () => {
    const rules = rulesOf({
      policies: [policy('potholes', 'ministry', { unresolved: { amount: 3660, unit: 'calendarDays' } })],
    });
    const story = Story.begins(monday, { rules });
    const days = [1, 2, 3].map(() => {
      const from = story.state.lastRecordedAt;
      idleAgain(story);
      return Math.round((story.state.lastRecordedAt - from) / 86_400_000);
    });
    expect(
      story.all('SupervisoryBodyReported').map(({ data }) => [data.department, data.body, data.level]),
    ).toEqual([
      ['ministry', 'inspection', 1],
      ['ministry', 'inspection', 2],
      ['ministry', 'inspection', 3],
    ]);
    expect(days).toEqual([3, 8, 18]);
    expect(story.state).toMatchObject({ responsibleDepartment: 'ministry', status: 'assigned' });
  });

  it('an input at the top brings the interval back to three working days', () => {
    const rules = rulesOf({ policies: [policy('potholes', 'ministry')] });
    const story = idleAgain(Story.begins(monday, { rules })).at('2026-03-09 09:00');
    story.responsible('recordProgress');
    expect(story.state.nextDeadline).toMatchObject({ kind: 'idle', dueAt: iso('2026-03-12 17:30') });
  });

  it('a department without a superior is a reported misconfiguration, and the clock goes on', () => {
    const rules = rulesOf({ departments: treeWith({ roads: { superior: null } }) });
    const story = Story.begins(monday, { rules }).at(overdue);
    expect(typesOf(story.deadlines())).toEqual(['MisconfigurationFound']);
    expect(story.newest('MisconfigurationFound')).toEqual({
      department: 'roads',
      problem: 'noSuperior',
      deadline: 'idle',
      occurrence: 1,
    });
    expect(story.state).toMatchObject({ responsibleDepartment: 'roads', misconfigured: true });
    expect(story.state.nextDeadline).not.toBeNull();
  });

  it('a superior that does not exist is a reported misconfiguration as well', () => {
    const rules = rulesOf({ departments: treeWith({ roads: { superior: 'dissolved' } }) });
    const story = Story.begins(monday, { rules }).at(overdue);
    expect(typesOf(story.deadlines())).toEqual(['MisconfigurationFound']);
  });

  it('a responsible department that was dissolved is a reported misconfiguration', () => {
    const story = Story.begins(monday).at(overdue);
    story.publish({ departments: treeWith({ roads: null }) }).deadlines();
    expect(story.newest('MisconfigurationFound')).toMatchObject({
      department: 'roads',
      problem: 'unknownDepartment',
    });
  });

  it("departments that are each other's superior end in a report, and the level still rises", () => {
    const rules = rulesOf({ departments: treeWith({ city: { superior: 'roads' } }) });
    const story = Story.begins(monday, { rules });
    for (let step = 1; step <= 4; step++) expect(idleAgain(story).state.level).toBe(step);
    expect(story.types()).toContain('MisconfigurationFound');
  });

  it('an unstaffed superior is passed over and reported', () => {
    const rules = rulesOf({ departments: treeWith({ city: { staff: [] } }) });
    const story = Story.begins(monday, { rules }).at(overdue);
    story.deadlines();
    expect(story.newest('MisconfigurationFound')).toMatchObject({
      department: 'city',
      problem: 'noStaff',
      deadline: null,
    });
    expect(story.newest('IdleEscalated')).toMatchObject({ to: 'province', level: 1 });
  });

  it('where nobody works anywhere above, the nearest superior gets the case and all of them are reported', () => {
    const nobody = { staff: [] };
    const rules = rulesOf({ departments: treeWith({ city: nobody, province: nobody, ministry: nobody }) });
    const story = Story.begins(monday, { rules }).at(overdue);
    story.deadlines();
    expect(story.all('MisconfigurationFound').map(({ data }) => data.department)).toEqual([
      'city',
      'province',
      'ministry',
    ]);
    expect(story.state.responsibleDepartment).toBe('city');
  });

  it('an unstaffed top is reported when a case comes back to it', () => {
    const story = Story.begins(monday);
    for (let step = 0; step < 3; step++) idleAgain(story);
    story.publish({ departments: treeWith({ ministry: { staff: [] } }) });
    story.responsible('transfer', { to: 'roads' });
    idleAgain(story);
    expect(story.state.responsibleDepartment).toBe('ministry');
    expect(story.newest('MisconfigurationFound')).toMatchObject({
      department: 'ministry',
      problem: 'noStaff',
    });
  });
});

describe('the front desk and the idle clock (M9)', () => {
  it('sets off an escalation only when it is due, and is told when that is', () => {
    const story = Story.begins(monday).at('2026-03-05 17:29');
    story.desk('escalateIdle');
    expect(story.last.events).toEqual([]);
    expect(story.last.rejection).toMatchObject({ code: 'notDueYet', facts: { dueAt: iso(due) } });
  });

  it('is named as who set it off when the time has come', () => {
    const story = Story.begins(monday).at(overdue);
    expect(story.desk('escalateIdle').rejection).toBeUndefined();
    expect(story.newest('IdleEscalated')).toMatchObject({ trigger: 'frontDesk', level: 1 });
    expect(story.all('IdleEscalated')[0]).toMatchObject({ actor: officer('desk'), effectiveAt: iso(due) });
  });

  it('learns the due time of the idle clock, also when another clock is nearer', () => {
    const patient = policy('potholes', 'roads', { idle: { amount: 20, unit: 'workingDays' } });
    const story = Story.begins(monday)
      .publish({ policies: [patient] })
      .at('2026-03-12 10:00');
    expect(story.desk('escalateIdle').rejection).toMatchObject({
      code: 'notDueYet',
      facts: { dueAt: iso('2026-03-30 17:30') },
    });
  });

  it('cannot escalate what waits for the filer', () => {
    const story = Story.begins(monday);
    story.responsible('resolve');
    expect(story.desk('escalateIdle').rejection).toMatchObject({ code: 'notInThisStatus' });
  });
});
