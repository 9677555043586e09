import type { EventType } from '@casetrace/contracts';
import type { ReadableEvent } from './readable-event';
import { type InboxKind, type LetterTemplate, operationsInbox, type Recipient } from './recipients';

type Told = [department: string, kind: InboxKind][];
type EventOf<T extends EventType> = Extract<ReadableEvent, { type: T }>;

/** One line of the table. */
interface Audience<T extends EventType> {
  /** Departments in order of importance: who appears twice is told once, as the first. */
  departments?: (event: EventOf<T>) => Told;
  /** Whether the department whose officer did it is told as well. Escalations tell everyone. */
  actorToo?: true;
  /** Whether the filer is written to; `true` always. Only of events that have a letter. */
  filer?: T extends LetterTemplate ? true | ((event: EventOf<T>) => boolean) : never;
}

/** A line of the table together with an event of its own type. */
interface Asked {
  departments?: (event: ReadableEvent) => Told;
  actorToo?: true;
  filer?: true | ((event: ReadableEvent) => boolean);
}

const nobody = {};
const responsible =
  (kind: InboxKind) =>
  (event: ReadableEvent): Told => [[event.responsibleDepartment, kind]];
const desk =
  (kind: InboxKind) =>
  (event: ReadableEvent): Told => [[event.registeringDepartment, kind]];

/** A step up tells the new department, the old one and the front desk that registered (M9, M10, P3). */
const climbed = {
  actorToo: true,
  filer: true,
  departments: ({
    data,
    registeringDepartment,
  }: EventOf<'IdleEscalated' | 'CaseReferredUp' | 'ContestedReferred'>): Told => [
    [data.to, 'caseArrived'],
    [data.from, 'caseClimbed'],
    [registeringDepartment, 'caseClimbed'],
  ],
} as const;

const handedOver = {
  filer: true,
  departments: ({
    data,
    registeringDepartment,
  }: EventOf<'CaseTransferred' | 'ResponsibilityAdjusted'>): Told => [
    [data.to, 'caseArrived'],
    [data.from, 'caseLeft'],
    [registeringDepartment, 'caseMoved'],
  ],
} as const;

/**
 * Who is told of what, for every type of event. The front desk learns of what it would have to tell a filer who gave no
 * address. Pauses and recalculated deadlines come for thousands of cases at once and are seen on the case: nobody is told.
 */
const audiences: { [T in EventType]: Audience<T> } = {
  CaseRegistered: {
    actorToo: true,
    filer: true,
    departments: ({ data }) => [[data.assignedTo, 'caseArrived']],
  },
  StatementAdded: { departments: responsible('statementAdded'), filer: ({ data }) => data.onBehalfOfFiler },
  StatementReplied: { departments: desk('replyGiven'), filer: true },
  ProgressRecorded: nobody,
  Contributed: { departments: responsible('contributionMade') },
  CaseTransferred: handedOver,
  CaseReferredUp: climbed,
  UnresolvedReported: {
    actorToo: true,
    filer: true,
    departments: ({ data, responsibleDepartment, registeringDepartment }) => [
      [data.to, 'caseReported'],
      [responsibleDepartment, 'caseReportedUpward'],
      [registeringDepartment, 'caseReportedUpward'],
    ],
  },
  AccountRequested: { departments: responsible('accountRequested') },
  Instructed: { departments: responsible('instructed') },
  ResponsibilityAdjusted: handedOver,
  CaseResolved: { departments: desk('caseResolved'), filer: true },
  // An answer that an officer recorded is told to the filer, who may correct it: where they gave no address, in person.
  FilerAnswered: {
    departments: (event) => [
      ...responsible('filerAnswered')(event),
      ...(event.data.recordedBy === 'officer' ? desk('filerAnswered')(event) : []),
    ],
    filer: ({ data }) => data.recordedBy === 'officer',
  },
  AnswerCorrected: {
    departments: (event) => [
      ...responsible('answerCorrected')(event),
      [event.registeringDepartment, 'answerCorrected'],
    ],
  },
  ComplaintChannelsTold: {
    actorToo: true,
    filer: true,
    departments: ({ data }) => data.bodies.map((body) => [body, 'complaintChannelTold']),
  },
  ContestedReferred: climbed,
  CaseClosed: {
    filer: true,
    departments: (event) => [
      ...responsible('caseClosed')(event),
      [event.registeringDepartment, 'caseClosed'],
    ],
  },
  CaseReopened: {
    actorToo: true,
    filer: true,
    departments: ({ data, registeringDepartment }) => [
      [data.to, 'caseArrived'],
      [registeringDepartment, 'caseReopened'],
    ],
  },
  IdleEscalated: climbed,
  SupervisoryBodyReported: {
    actorToo: true,
    filer: true,
    departments: ({ data, registeringDepartment }) => [
      [data.body, 'caseReported'],
      [data.department, 'caseReportedUpward'],
      [registeringDepartment, 'caseReportedUpward'],
    ],
  },
  FilerReminded: { departments: desk('filerReminded'), filer: true },
  OfficerAssigned: nobody,
  EntryMarkedInError: { departments: responsible('entryMarkedInError') },
  CaseLinked: { departments: responsible('caseLinked') },
  ProcedureAdopted: {
    filer: true,
    departments: (event) => [...responsible('procedureAdopted')(event), ...desk('procedureAdopted')(event)],
  },
  MisconfigurationFound: {
    actorToo: true,
    departments: (event) => [
      [operationsInbox, 'misconfigurationFound'],
      [event.responsibleDepartment, 'misconfigurationFound'],
    ],
  },
  ClocksPaused: nobody,
  ClocksResumed: nobody,
  DeadlineRecalculated: nobody,
};

/**
 * Decides who is told of an event, on which channel, as what: at most one entry per recipient and channel (P8). Every
 * escalation tells the old and the new department, the front desk that registered, and the filer. Pure.
 */
export function whoIsTold(event: ReadableEvent): Recipient[] {
  const audience = audiences[event.type] as Asked;
  const departments = audience.departments?.(event) ?? [];
  const told = audience.actorToo
    ? departments
    : departments.filter(([code]) => !didItThemselves(event, code));
  const once = told.filter(([code], place) => told.findIndex(([other]) => other === code) === place);
  const inboxes = once.map(([department, kind]): Recipient => ({ channel: 'inbox', department, kind }));
  return isFilerTold(audience, event)
    ? [...inboxes, { channel: 'mail', to: 'filer', template: event.type as LetterTemplate }]
    : inboxes;
}

function didItThemselves({ actor }: ReadableEvent, department: string): boolean {
  return actor.kind === 'officer' && actor.department === department;
}

function isFilerTold({ filer }: Asked, event: ReadableEvent): boolean {
  return typeof filer === 'function' ? filer(event) : filer === true;
}
