import { describe, expect, it } from '@jest/globals';
import { allDeadlines } from './deadlines';
import { Story, typesOf } from './story.testing';
import { iso, officer, policy, rulesOf, treeWith } from './world.testing';

/** With an idle period that never ends, so that the unresolved clock is seen alone. */
const patient = policy('potholes', 'roads', { idle: { amount: 3000, unit: 'workingDays' } });
const rules = rulesOf({ policies: [patient] });
const monday = '2026-03-02 09:00';
/** two calendar weeks later, a Monday */
const due = '2026-03-16 17:30';

const unresolvedDue = (story: Story) =>
  allDeadlines(story.state, story.rules).find(({ kind }) => kind === 'unresolved')?.dueAt;

describe('the unresolved clock (M10)', () => {
  it('reports to the superior after two weeks; the case stays', () => {
    const story = Story.begins(monday, { rules }).at(due);
    story.deadlines();
    expect(story.newest('UnresolvedReported')).toEqual({
      to: 'city',
      trigger: 'clock',
      occurrence: 1,
      account: null,
    });
    expect(story.all('UnresolvedReported')[0]).toMatchObject({ effectiveAt: iso(due) });
    expect(story.state).toMatchObject({ responsibleDepartment: 'roads', status: 'assigned', level: 0 });
  });

  it('ends on the next working day where the last day is off (M12)', () => {
    // 14 days from Saturday 21 March end on Saturday 4 April, the first of three days of Qingming.
    expect(unresolvedDue(Story.begins('2026-03-21 09:00', { rules }))).toBe(iso('2026-04-07 17:30'));
  });

  it('asks the responsible department for its account two working days before', () => {
    const story = Story.begins(monday, { rules });
    expect(story.state.nextDeadline).toMatchObject({ kind: 'account', dueAt: iso('2026-03-12 17:30') });
    expect(typesOf(story.at('2026-03-12 17:30').deadlines())).toEqual(['AccountRequested']);
    expect(typesOf(story.deadlines())).toEqual([]);
  });

  it('reports with the account of the situation', () => {
    const story = Story.begins(monday, { rules }).at('2026-03-13 10:00');
    story.responsible('recordProgress', { asAccount: true });
    const account = story.state.version;
    story.at(due).deadlines();
    expect(story.newest('UnresolvedReported')).toMatchObject({ account });
  });

  it('counts the report of the department itself as its account', () => {
    const story = Story.begins(monday, { rules }).at('2026-03-10 10:00');
    story.responsible('reportUnresolved');
    const account = story.state.version;
    story.at(due).deadlines();
    expect(story.newest('UnresolvedReported')).toMatchObject({ trigger: 'clock', account });
  });

  it("does not take the front desk's report for the department's account", () => {
    const story = Story.begins(monday, { rules }).at('2026-03-10 10:00');
    story.desk('reportUnresolved');
    story.at(due).deadlines();
    expect(story.newest('UnresolvedReported')).toMatchObject({ trigger: 'clock', account: null });
  });

  it('does not ask for the account any more when the report is due as well', () => {
    expect(typesOf(Story.begins(monday, { rules }).at(due).deadlines())).toEqual(['UnresolvedReported']);
  });

  it('goes to the next level up with every further period, then to the supervisory body', () => {
    const story = Story.begins(monday, { rules });
    for (const at of ['2026-03-16 17:30', '2026-03-30 17:30', '2026-04-13 17:30', '2026-04-27 17:30']) {
      story.at(at).deadlines();
    }
    expect(story.all('UnresolvedReported').map(({ data }) => data.to)).toEqual([
      'city',
      'province',
      'ministry',
    ]);
    expect(story.newest('SupervisoryBodyReported')).toMatchObject({
      body: 'inspection',
      kind: 'unresolved',
      occurrence: 4,
    });
  });

  it('a transfer does not begin the unresolved clock anew', () => {
    const story = Story.begins(monday, { rules }).at('2026-03-09 12:00');
    story.responsible('transfer', { to: 'water' });
    expect(unresolvedDue(story)).toBe(iso(due));
    story.at('2026-03-10 12:00').responsible('referUp', { to: 'city' });
    expect(unresolvedDue(story)).toBe(iso(due));
  });

  it('an escalation does not begin the unresolved clock anew', () => {
    const story = Story.begins(monday).at('2026-03-05 17:30');
    story.deadlines();
    expect(story.state.level).toBe(1);
    expect(unresolvedDue(story)).toBe(iso(due));
  });

  it('stops in resolved and goes on with what is left when the filer contests', () => {
    const story = Story.begins(monday, { rules }).at('2026-03-09 12:00');
    story.responsible('resolve');
    expect(unresolvedDue(story)).toBeUndefined();
    // Two days in between do not count: 10 and 11 March.
    story.at('2026-03-11 12:00').filer('answer', { answer: 'keepOpen' });
    expect(unresolvedDue(story)).toBe(iso('2026-03-18 17:30'));
  });

  it('stops in closed and goes on with what is left when the case is reopened', () => {
    const story = Story.begins(monday, { rules }).at('2026-03-09 12:00');
    story.filer('withdraw');
    // Three days in between do not count: 10, 11 and 12 March.
    story.at('2026-03-12 12:00').filer('reopen');
    expect(unresolvedDue(story)).toBe(iso('2026-03-19 17:30'));
  });

  it('passes over a superior without staff and says so', () => {
    const story = Story.begins(monday, {
      rules: rulesOf({ policies: [patient], departments: treeWith({ city: { staff: [] } }) }),
    });
    expect(typesOf(story.at(due).deadlines())).toEqual(['MisconfigurationFound', 'UnresolvedReported']);
    expect(story.newest('UnresolvedReported').to).toBe('province');
  });

  it('without a superior and without a supervisory body it is a reported misconfiguration', () => {
    const story = Story.begins(monday, {
      rules: rulesOf({ policies: [patient], departments: treeWith({ roads: { superior: null } }) }),
    });
    story.at(due).deadlines();
    expect(story.newest('MisconfigurationFound')).toMatchObject({
      problem: 'noSuperior',
      deadline: 'unresolved',
    });
    expect(unresolvedDue(story)).toBe(iso('2026-03-30 17:30'));
  });
});

describe('reporting earlier (M10)', () => {
  it.each([
    ['the responsible department', officer('roads')],
    ['the front desk', officer('desk')],
  ])('%s may', (_, who) => {
    const story = Story.begins(monday, { rules }).at('2026-03-04 09:00');
    expect(story.by(who, 'reportUnresolved').rejection).toBeUndefined();
    expect(story.newest('UnresolvedReported')).toMatchObject({ to: 'city', trigger: 'officer' });
    expect(unresolvedDue(story)).toBe(iso(due));
  });

  it('others may not, and neither may the filer', () => {
    const story = Story.begins(monday, { rules });
    expect(story.by(officer('water'), 'reportUnresolved').rejection?.code).toBe('notResponsible');
    expect(story.filer('reportUnresolved').rejection?.code).toBe('notResponsible');
  });

  it('is possible in every open status', () => {
    const story = Story.begins(monday, { rules });
    story.responsible('resolve');
    expect(story.responsible('reportUnresolved').rejection).toBeUndefined();
    expect(story.state.status).toBe('resolved');
  });

  it('a superior that does not exist gets no report', () => {
    const story = Story.begins(monday, {
      rules: rulesOf({ departments: treeWith({ roads: { superior: 'dissolved' } }) }),
    });
    expect(story.responsible('reportUnresolved').rejection?.code).toBe('nothingToReport');
  });

  it('an unstaffed superior is passed over and reported', () => {
    const story = Story.begins(monday, {
      rules: rulesOf({ departments: treeWith({ city: { staff: [] } }) }),
    });
    story.responsible('reportUnresolved');
    expect(story.newest('UnresolvedReported').to).toBe('province');
    expect(story.newest('MisconfigurationFound')).toMatchObject({ department: 'city', problem: 'noStaff' });
  });
});

describe('the superior that it was reported to (M10)', () => {
  const reported = () => {
    const story = Story.begins(monday, { rules });
    story.responsible('reportUnresolved');
    return story;
  };

  it('may instruct, and propose a change for good', () => {
    const story = reported();
    story.by(officer('city'), 'instruct', {
      text: 'Do it.',
      proposal: { kind: 'duties', text: 'Roads get pipes.' },
    });
    expect(story.newest('Instructed')).toEqual({ proposes: 'duties' });
  });

  it('may give the case to another department of its subtree', () => {
    const story = reported();
    story.by(officer('city'), 'adjustResponsibility', { to: 'water' });
    expect(story.state).toMatchObject({ responsibleDepartment: 'water', status: 'assigned' });
    expect(unresolvedDue(story)).toBe(iso(due));
  });

  it('but not to one outside of it, nor to one that does not exist', () => {
    const story = reported();
    expect(story.by(officer('city'), 'adjustResponsibility', { to: 'otherRoads' }).rejection?.code).toBe(
      'notInSubtree',
    );
    expect(story.by(officer('city'), 'adjustResponsibility', { to: 'moon' }).rejection?.code).toBe(
      'unknownDepartment',
    );
  });

  it('others may do neither', () => {
    const story = reported();
    expect(story.by(officer('province'), 'instruct').rejection?.code).toBe('notResponsible');
    expect(story.by(officer('province'), 'adjustResponsibility').rejection?.code).toBe('notResponsible');
    expect(story.responsible('instruct').rejection?.code).toBe('notResponsible');
  });
});
