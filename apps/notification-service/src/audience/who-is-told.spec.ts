import { describe, expect, it } from '@jest/globals';
import { answers, type EventType } from '@casetrace/contracts';
import { eventTypes } from './readable-event';
import { letterTemplates } from './recipients';
import { sampleEvent } from './sample-events';
import { whoIsTold } from './who-is-told';

/** Who is told when the clock, or the filer, did it: written from the issue and mission, not from the code. */
const expected: Record<EventType, string[]> = {
  CaseRegistered: ['water: caseArrived', 'filer: CaseRegistered'],
  StatementAdded: ['water: statementAdded', 'filer: StatementAdded'],
  StatementReplied: ['desk: replyGiven', 'filer: StatementReplied'],
  ProgressRecorded: [],
  Contributed: ['water: contributionMade'],
  CaseTransferred: ['roads: caseArrived', 'water: caseLeft', 'desk: caseMoved', 'filer: CaseTransferred'],
  CaseReferredUp: ['city: caseArrived', 'water: caseClimbed', 'desk: caseClimbed', 'filer: CaseReferredUp'],
  UnresolvedReported: [
    'city: caseReported',
    'water: caseReportedUpward',
    'desk: caseReportedUpward',
    'filer: UnresolvedReported',
  ],
  AccountRequested: ['water: accountRequested'],
  Instructed: ['water: instructed'],
  ResponsibilityAdjusted: [
    'roads: caseArrived',
    'water: caseLeft',
    'desk: caseMoved',
    'filer: ResponsibilityAdjusted',
  ],
  CaseResolved: ['desk: caseResolved', 'filer: CaseResolved'],
  FilerAnswered: ['water: filerAnswered', 'desk: filerAnswered', 'filer: FilerAnswered'],
  AnswerCorrected: ['water: answerCorrected', 'desk: answerCorrected'],
  ComplaintChannelsTold: [
    'complaints-line: complaintChannelTold',
    'supervision: complaintChannelTold',
    'filer: ComplaintChannelsTold',
  ],
  ContestedReferred: [
    'city: caseArrived',
    'water: caseClimbed',
    'desk: caseClimbed',
    'filer: ContestedReferred',
  ],
  CaseClosed: ['water: caseClosed', 'desk: caseClosed', 'filer: CaseClosed'],
  CaseReopened: ['water: caseArrived', 'desk: caseReopened', 'filer: CaseReopened'],
  IdleEscalated: ['city: caseArrived', 'water: caseClimbed', 'desk: caseClimbed', 'filer: IdleEscalated'],
  SupervisoryBodyReported: [
    'supervision: caseReported',
    'water: caseReportedUpward',
    'desk: caseReportedUpward',
    'filer: SupervisoryBodyReported',
  ],
  FilerReminded: ['desk: filerReminded', 'filer: FilerReminded'],
  OfficerAssigned: [],
  EntryMarkedInError: ['water: entryMarkedInError'],
  CaseLinked: ['water: caseLinked'],
  ProcedureAdopted: ['water: procedureAdopted', 'desk: procedureAdopted', 'filer: ProcedureAdopted'],
  MisconfigurationFound: ['operations: misconfigurationFound', 'water: misconfigurationFound'],
  ClocksPaused: [],
  ClocksResumed: [],
  DeadlineRecalculated: [],
};

const told = (type: EventType, differing: Record<string, unknown> = {}): string[] =>
  whoIsTold(sampleEvent(type, differing)).map((recipient) =>
    recipient.channel === 'mail'
      ? `${recipient.to}: ${recipient.template}`
      : `${recipient.department}: ${recipient.kind}`,
  );

const officerOf = (department: string) => ({ actor: { kind: 'officer', department, officer: 'one' } });
const escalations = [
  'IdleEscalated',
  'CaseReferredUp',
  'ContestedReferred',
  'UnresolvedReported',
  'SupervisoryBodyReported',
] as const;

describe('whoIsTold', () => {
  it.each(eventTypes)('tells of %s whom the table names', (type) => {
    expect(told(type)).toEqual(expected[type]);
  });

  it('has a letter for exactly the events that filers are told of', () => {
    const withLetter = eventTypes.filter((type) => told(type).includes(`filer: ${type}`));
    expect(withLetter.sort()).toEqual([...letterTemplates].sort());
  });

  it.each(escalations)('tells the front desk of %s though its own officer set it off', (type) => {
    expect(told(type, officerOf('desk'))).toEqual(expected[type]);
  });

  it('does not tell a department of what its own officer did', () => {
    expect(told('CaseTransferred', officerOf('water'))).toEqual([
      'roads: caseArrived',
      'desk: caseMoved',
      'filer: CaseTransferred',
    ]);
    expect(told('CaseResolved', officerOf('desk'))).toEqual(['filer: CaseResolved']);
  });

  it('tells a department of a case that its own officer registered for it', () => {
    expect(told('CaseRegistered', officerOf('water'))).toEqual(expected.CaseRegistered);
  });

  it.each(answers)(
    'has the front desk tell the filer of the answer %s that the department recorded',
    (answer) => {
      const data = { answer, recordedBy: 'officer' };
      expect(told('FilerAnswered', { data, ...officerOf('water') })).toEqual([
        'desk: filerAnswered',
        'filer: FilerAnswered',
      ]);
    },
  );

  it('does not write to filers about what they said themselves', () => {
    expect(told('StatementAdded', { data: { onBehalfOfFiler: false } })).toEqual(['water: statementAdded']);
    expect(told('FilerAnswered', { data: { answer: 'satisfied', recordedBy: 'filer' } })).toEqual([
      'water: filerAnswered',
    ]);
  });

  it('tells a department with two reasons once, of the weightier one', () => {
    const data = { from: 'water', to: 'desk' };
    expect(told('IdleEscalated', { data })).toEqual([
      'desk: caseArrived',
      'water: caseClimbed',
      'filer: IdleEscalated',
    ]);
  });
});
