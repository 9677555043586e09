import { describe, expect, it } from '@jest/globals';
import { Story, typesOf } from './story.testing';
import { filer, iso, officer, rulesOf, treeWith } from './world.testing';

const monday = '2026-03-02 09:00';

const contested = (rules = rulesOf()) => {
  const story = Story.begins(monday, { rules });
  story.responsible('resolve');
  story.filer('answer', { answer: 'keepOpen' });
  return story;
};

describe('path (a): resolving (M6a)', () => {
  it('tells result, process, rule and cause, and waits for the filer', () => {
    const story = Story.begins(monday);
    story.responsible('resolve', { rule: 'Road Act, art. 3' });
    expect(story.state).toMatchObject({ status: 'resolved', resolvedBy: 'roads' });
    expect(story.newest('CaseResolved')).toEqual({
      restsOnRule: true,
      unanswered: [],
      causeKind: 'external',
      citations: [],
      stepsDone: [],
    });
    expect(story.all('CaseResolved')[0]?.texts.map(({ field }) => field)).toEqual([
      'process',
      'result',
      'rule',
      'cause',
    ]);
  });

  it.each(['none', 'None'])('may rest on no rule, and that is said: %s', (rule) => {
    const story = Story.begins(monday);
    story.responsible('resolve', { rule });
    expect(story.newest('CaseResolved').restsOnRule).toBe(false);
  });

  it('the credit stays with who solved it', () => {
    const story = Story.begins(monday);
    story.responsible('resolve');
    story.filer('answer', { answer: 'satisfied' });
    expect(story.state.resolvedBy).toBe('roads');
  });

  it('is for the responsible department only', () => {
    const story = Story.begins(monday);
    expect(story.by(officer('water'), 'resolve').rejection).toMatchObject({
      code: 'notResponsible',
      facts: { responsibleDepartment: 'roads' },
    });
    expect(story.by({ ...filer, department: 'roads' }, 'resolve').rejection?.code).toBe('notResponsible');
  });
});

describe('path (b): transfer (M6b)', () => {
  it('takes the number to the next department, where nobody has it in hand yet', () => {
    const story = Story.begins(monday);
    story.responsible('claim');
    story.responsible('transfer', { to: 'otherRoads' });
    expect(story.newest('CaseTransferred')).toEqual({ from: 'roads', to: 'otherRoads' });
    expect(story.state).toMatchObject({
      status: 'assigned',
      responsibleDepartment: 'otherRoads',
      responsibleOfficer: null,
      level: 0,
      reached: null,
    });
  });

  it('needs a destination that exists and is another one', () => {
    const story = Story.begins(monday);
    expect(story.responsible('transfer', { to: 'moon' }).rejection?.code).toBe('unknownDepartment');
    expect(story.responsible('transfer', { to: 'roads' }).rejection?.code).toBe('sameDepartment');
  });

  it('the one of two officers who comes second is refused', () => {
    const story = Story.begins(monday);
    const seen = { version: 1, lastStatement: 0 };
    story.responsible('recordProgress');
    expect(story.responsible('transfer', { seen }).rejection?.code).toBe('newerEntries');
  });

  it('is not possible while the filer is asked to confirm', () => {
    const story = Story.begins(monday);
    story.responsible('resolve');
    expect(story.responsible('transfer').rejection?.code).toBe('notInThisStatus');
    expect(story.responsible('referUp').rejection?.code).toBe('notInThisStatus');
  });
});

describe('path (c): referring up (M6c)', () => {
  it.each(['city', 'otherCity', 'ministry'])('goes to a named department of higher authority: %s', (to) => {
    const story = Story.begins(monday);
    story.responsible('referUp', { to });
    expect(story.newest('CaseReferredUp')).toEqual({ from: 'roads', to, level: 1, reached: to });
    expect(story.state).toMatchObject({
      status: 'assigned',
      responsibleDepartment: to,
      level: 1,
      reached: to,
    });
  });

  it.each(['water', 'otherRoads'])('not to one of the same rank: %s', (to) => {
    expect(Story.begins(monday).responsible('referUp', { to }).rejection?.code).toBe('notOfHigherAuthority');
  });

  it('keeps the highest department reached', () => {
    const story = Story.begins(monday);
    story.responsible('referUp', { to: 'ministry' });
    story.responsible('transfer', { to: 'roads' });
    story.responsible('referUp', { to: 'city' });
    expect(story.state).toMatchObject({ level: 2, reached: 'ministry' });
  });
});

describe('path (d): contested (M6d)', () => {
  it('tells the complaint channels and the supervisory body, and goes to the superior', () => {
    const story = contested();
    expect(typesOf(story.responsible('referContested'))).toEqual([
      'ComplaintChannelsTold',
      'ContestedReferred',
    ]);
    expect(story.newest('ComplaintChannelsTold').bodies).toEqual(['hotline', 'petitions', 'inspection']);
    expect(story.state).toMatchObject({
      status: 'assigned',
      responsibleDepartment: 'city',
      level: 1,
      reached: 'city',
    });
  });

  it('is only for what is contested', () => {
    expect(Story.begins(monday).responsible('referContested').rejection?.code).toBe('notInThisStatus');
  });

  it('progress leaves it contested, a new resolution asks the filer again', () => {
    const story = contested();
    story.responsible('recordProgress');
    expect(story.state.status).toBe('contested');
    story.responsible('resolve');
    expect(story.state.status).toBe('resolved');
  });

  it('passes over a superior without staff and says so', () => {
    const story = contested(rulesOf({ departments: treeWith({ city: { staff: [] } }) }));
    story.responsible('referContested');
    expect(story.newest('MisconfigurationFound')).toMatchObject({ department: 'city', problem: 'noStaff' });
    expect(story.state.responsibleDepartment).toBe('province');
  });

  it('idling out of contested tells the channels too', () => {
    const story = contested().at('2026-03-05 17:30');
    expect(typesOf(story.deadlines())).toEqual(['IdleEscalated', 'ComplaintChannelsTold']);
    expect(story.newest('ComplaintChannelsTold').bodies).toEqual(['hotline', 'petitions', 'inspection']);
  });
});

describe('work in the department', () => {
  it('progress takes the case in hand', () => {
    const story = Story.begins(monday);
    story.responsible('recordProgress', { sharedWith: 'departments' });
    expect(story.state.status).toBe('inHandling');
    expect(story.all('ProgressRecorded')[0]?.texts[0]?.visibility).toBe('departments');
  });

  it('is claimed by a person, or given to one of its staff', () => {
    const story = Story.begins(monday);
    story.responsible('claim');
    expect(story.state.responsibleOfficer).toBe('roads-clerk');
    story.responsible('assignOfficer', { officer: 'roads-lead' });
    expect(story.state.responsibleOfficer).toBe('roads-lead');
    expect(story.responsible('assignOfficer', { officer: 'water-lead' }).rejection?.code).toBe(
      'unknownOfficer',
    );
    expect(story.by({ ...officer('roads'), officer: null }, 'claim').rejection?.code).toBe('unknownOfficer');
  });

  it('any department may contribute without the case moving, even after closing (M7)', () => {
    const story = Story.begins(monday);
    story.filer('withdraw');
    story.by(officer('water'), 'contribute');
    expect(story.all('Contributed')[0]?.actor).toEqual(officer('water'));
    expect(story.state).toMatchObject({ status: 'closed', responsibleDepartment: 'roads' });
  });
});

describe('a command that comes late', () => {
  it('a rejection keeps the events before it', () => {
    const story = Story.begins(monday).at('2026-03-06 09:00');
    const { events, rejection, state } = story.by(officer('roads'), 'recordProgress');
    expect(events.map(({ type }) => type)).toEqual(['IdleEscalated']);
    expect(rejection).toMatchObject({ code: 'notResponsible', facts: { responsibleDepartment: 'city' } });
    expect(state).toMatchObject({ version: 2, responsibleDepartment: 'city' });
    expect(state.nextDeadline).toMatchObject({ kind: 'idle', dueAt: iso('2026-03-11 17:30') });
  });

  it('is decided on what the case has become', () => {
    const story = Story.begins(monday).at('2026-03-06 09:00');
    const { events, rejection } = story.by(officer('city'), 'recordProgress');
    expect(rejection).toBeUndefined();
    expect(events.map(({ type }) => type)).toEqual(['IdleEscalated', 'ProgressRecorded']);
  });

  it('steps of several clocks happen in the order of their due times', () => {
    const story = Story.begins(monday).at('2026-04-01 09:00');
    expect(story.deadlines().events.map(({ type, effectiveAt }) => [type, effectiveAt])).toEqual([
      ['IdleEscalated', iso('2026-03-05 17:30')],
      ['UnresolvedReported', iso('2026-03-16 17:30')],
    ]);
  });

  it('applying the same deadlines twice changes nothing', () => {
    const story = Story.begins(monday).at('2026-04-01 09:00');
    const first = story.deadlines().state;
    expect(story.deadlines()).toEqual({ events: [], state: first });
  });
});

describe('registering (M2)', () => {
  it('assigns to the department of the category and starts the clocks', () => {
    const { state, last } = Story.begins(monday);
    expect(last.events.map(({ data }) => data)).toEqual([
      {
        category: 'potholes',
        policyVersion: 1,
        channel: 'counter',
        language: 'zh',
        district: 'east',
        externalReference: null,
        contactBy: ['telephone'],
        assignedTo: 'roads',
        chosenInsteadOf: null,
        consultation: null,
      },
    ]);
    expect(state).toMatchObject({
      status: 'assigned',
      registeringDepartment: 'desk',
      responsibleDepartment: 'roads',
      level: 0,
      nextDeadline: { kind: 'idle', dueAt: iso('2026-03-05 17:30') },
    });
  });

  it('keeps personal data in texts that only few may read', () => {
    const { last } = Story.begins(monday, {
      filer: { name: '张三', mail: 'a@b.cn' },
      place: { address: '1 East St' },
    });
    const contact = last.events[0]!.texts.filter(({ visibility }) => visibility === 'contact');
    expect(contact.map(({ field }) => field)).toEqual(['address', 'filerName', 'mail']);
    expect(JSON.stringify(last.events[0]!.data)).not.toMatch(/张三|a@b|East/);
  });

  it('goes to the department that the officer chose, and says instead of which', () => {
    const story = Story.begins(monday, { department: 'water' });
    expect(story.newest('CaseRegistered')).toMatchObject({ assignedTo: 'water', chosenInsteadOf: 'roads' });
  });

  it('a category whose department does not exist leaves the case at the desk, reported', () => {
    const story = Story.begins(monday, { rules: rulesOf({ departments: treeWith({ roads: null }) }) });
    expect(story.newest('CaseRegistered')).toMatchObject({ assignedTo: 'desk', chosenInsteadOf: 'roads' });
    expect(story.newest('MisconfigurationFound')).toMatchObject({
      department: 'roads',
      problem: 'unknownDepartment',
    });
  });

  it('a department without staff gets the case, reported', () => {
    const story = Story.begins(monday, {
      rules: rulesOf({ departments: treeWith({ roads: { staff: [] } }) }),
    });
    expect(story.newest('MisconfigurationFound')).toMatchObject({ department: 'roads', problem: 'noStaff' });
    expect(story.state.nextDeadline).not.toBeNull();
  });
});
