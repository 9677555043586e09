import { describe, expect, it } from '@jest/globals';
import { Story, typesOf } from './story.testing';
import { filer, officer, rulesOf } from './world.testing';

const monday = '2026-03-02 09:00';
const city = officer('city');
const disposition = {
  process: 'All holes of the street were filled.',
  result: 'The street is even.',
  rule: 'none',
  cause: 'Nobody planned repairs.',
  causeKind: 'process',
} as const;

describe('a new procedure (M11)', () => {
  it('is applied to a waiting case by the superior in charge, and the case stays where it is', () => {
    const story = Story.begins(monday);
    story.by(city, 'adoptProcedure', { steps: 2 });
    expect(story.newest('ProcedureAdopted')).toEqual({
      review: 'r-1',
      guidance: 'filling-holes',
      edition: 2,
      steps: 2,
    });
    expect(story.state).toMatchObject({ status: 'assigned', responsibleDepartment: 'roads' });
  });

  it('asks for its required steps when the case is resolved', () => {
    const story = Story.begins(monday);
    story.by(city, 'adoptProcedure', { steps: 2 });
    expect(story.responsible('resolve', { stepsDone: [2] }).rejection).toMatchObject({
      code: 'stepsNotDone',
      facts: { missing: [1], guidance: 'filling-holes', edition: 2 },
    });
    story.responsible('resolve', { stepsDone: [1, 2] });
    expect(story.newest('CaseResolved').stepsDone).toEqual([1, 2]);
  });

  it('may give the case to another department of the subtree', () => {
    const story = Story.begins(monday);
    expect(typesOf(story.by(city, 'adoptProcedure', { to: 'water' }))).toEqual([
      'ProcedureAdopted',
      'ResponsibilityAdjusted',
    ]);
    expect(story.state.responsibleDepartment).toBe('water');
  });

  it('may resolve many cases in one way; the credit is the superior’s', () => {
    const story = Story.begins(monday);
    story.by(city, 'adoptProcedure', { disposition });
    expect(story.state).toMatchObject({ status: 'resolved', resolvedBy: 'city' });
    expect(story.newest('CaseResolved')).toMatchObject({
      causeKind: 'process',
      citations: [{ guidance: 'filling-holes', edition: 2 }],
    });
  });

  it('does not resolve over statements that wait for a reply without a reason', () => {
    const story = Story.begins(monday);
    story.filer('addStatement');
    expect(story.by(city, 'adoptProcedure', { disposition }).rejection?.code).toBe('statementsUnanswered');
    expect(story.all('ProcedureAdopted')).toEqual([]);
    const unansweredReason = 'What was asked is answered by the result.';
    story.by(city, 'adoptProcedure', { disposition: { ...disposition, unansweredReason } });
    expect(story.state.status).toBe('resolved');
  });

  it('is applied once; a later edition may follow', () => {
    const story = Story.begins(monday);
    story.by(city, 'adoptProcedure');
    expect(story.by(city, 'adoptProcedure').rejection?.code).toBe('alreadyAdopted');
    expect(story.by(city, 'adoptProcedure', { edition: 3 }).rejection).toBeUndefined();
  });

  it('is refused to whoever does not stand above the responsible department', () => {
    const story = Story.begins(monday);
    expect(story.by(officer('water'), 'adoptProcedure').rejection?.code).toBe('notInSubtree');
    expect(story.by({ ...filer, department: 'city' }, 'adoptProcedure').rejection?.code).toBe('notInSubtree');
    expect(story.by(city, 'adoptProcedure', { to: 'otherRoads' }).rejection?.code).toBe('notInSubtree');
    expect(story.by(city, 'adoptProcedure', { to: 'moon' }).rejection?.code).toBe('unknownDepartment');
  });
});

describe('linked cases (P10)', () => {
  const other = 'CT-00000-00001-B';

  it('show each other, and neither moves', () => {
    const story = Story.begins(monday);
    story.by(officer('water'), 'linkCase', { other });
    expect(story.state.links).toEqual([{ other, relation: 'duplicateOf', entry: 2 }]);
    expect(story.state).toMatchObject({ status: 'assigned', responsibleDepartment: 'roads', version: 2 });
  });

  it('are linked once, and a case not with itself', () => {
    const story = Story.begins(monday);
    story.by(officer('water'), 'linkCase', { other });
    expect(story.by(officer('water'), 'linkCase', { other }).rejection?.code).toBe('alreadyLinked');
    const itself = { other: story.state.trackingNumber };
    expect(story.by(officer('water'), 'linkCase', itself).rejection?.code).toBe('alreadyLinked');
  });

  it('are not linked any more when the entry was made in error', () => {
    const story = Story.begins(monday);
    story.by(officer('water'), 'linkCase', { other });
    const entry = { type: 'CaseLinked', actor: officer('water') } as const;
    story.by(officer('water'), 'markEnteredInError', { entry: 2 }, { entry });
    expect(story.state.links).toEqual([]);
  });
});

describe('the department that is proposed (M1)', () => {
  const rules = rulesOf();
  const policy = { ...rules.policies.potholes!, routes: { east: 'otherRoads' } };
  const routed = { ...rules, policies: { ...rules.policies, potholes: policy } };

  it('is the one of the place before the one of the category', () => {
    const story = Story.begins(monday, { rules: routed });
    expect(story.state.responsibleDepartment).toBe('otherRoads');
    expect(story.newest('CaseRegistered').chosenInsteadOf).toBeNull();
    expect(Story.begins(monday, { rules: routed, place: {} }).state.responsibleDepartment).toBe('roads');
  });

  it('may be another one by the officer’s choice, which is on record', () => {
    const story = Story.begins(monday, { rules: routed, department: 'roads' });
    expect(story.newest('CaseRegistered').chosenInsteadOf).toBe('otherRoads');
  });
});
