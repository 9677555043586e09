import type { EventType } from '@casetrace/contracts';
import { type ReadableEvent, type ReadData, readEvent } from './readable-event';

/** Data of one plausible event of each type: what renders every letter, and what the tests walk. */
export const sampleData: { [T in EventType]: ReadData<T> } = {
  CaseRegistered: { assignedTo: 'water' },
  StatementAdded: { onBehalfOfFiler: true },
  StatementReplied: {},
  ProgressRecorded: {},
  Contributed: {},
  CaseTransferred: { from: 'water', to: 'roads' },
  CaseReferredUp: { from: 'water', to: 'city' },
  UnresolvedReported: { to: 'city' },
  AccountRequested: {},
  Instructed: {},
  ResponsibilityAdjusted: { from: 'water', to: 'roads' },
  CaseResolved: {},
  FilerAnswered: { answer: 'keepOpen', recordedBy: 'officer' },
  AnswerCorrected: {},
  ComplaintChannelsTold: { bodies: ['complaints-line', 'supervision'] },
  ContestedReferred: { from: 'water', to: 'city' },
  CaseClosed: { closure: 'noAnswer' },
  CaseReopened: { to: 'water' },
  IdleEscalated: { from: 'water', to: 'city' },
  SupervisoryBodyReported: { department: 'water', body: 'supervision', kind: 'idle' },
  FilerReminded: {},
  OfficerAssigned: {},
  EntryMarkedInError: {},
  CaseLinked: {},
  ProcedureAdopted: {},
  MisconfigurationFound: { department: 'water' },
  ClocksPaused: {},
  ClocksResumed: {},
  DeadlineRecalculated: {},
};

/** A message as the relay publishes it, registered at `desk`, with `water` responsible, done by the clock unless said otherwise. */
export function sampleMessage(type: EventType, differing: Record<string, unknown> = {}) {
  const trackingNumber = 'CT-7K3M9-QX2PA-F';
  return {
    id: `${trackingNumber}.1.4`,
    trackingNumber,
    sequence: 4,
    epoch: 1,
    schemaVersion: 1,
    type,
    actor: { kind: 'clock', department: 'water', officer: null },
    effectiveAt: '2026-03-06T09:30:00.000Z',
    recordedAt: '2026-03-06T09:30:02.000Z',
    data: sampleData[type],
    category: 'roads-lighting',
    responsibleDepartment: 'water',
    registeringDepartment: 'desk',
    status: 'assigned',
    hash: '00',
    ...differing,
  };
}

export function sampleEvent(type: EventType, differing: Record<string, unknown> = {}): ReadableEvent {
  return readEvent(JSON.stringify(sampleMessage(type, differing)));
}
