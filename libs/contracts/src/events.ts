import type { Actor } from './actor';
import type { CauseKind, Channel, Closure, DeadlineKind, Language, Relation } from './case-status';
import type { Answer, StatementKind } from './commands';
import type { TextField, Visibility } from './texts';

/**
 * The newest shape of events that this build can read and write. A case that holds newer ones is not written to. 2 added
 * citations, kinds of causes, links, consultations and procedures.
 */
export const eventSchemaVersion = 2;

export type Misconfiguration = 'unknownDepartment' | 'noSuperior' | 'noStaff' | 'noSupervisoryBody';

/** The guidance that an entry rests on: codes and the edition that was cited. */
export interface Citation {
  guidance: string;
  edition: number;
  article?: string;
}

/**
 * What each event says besides its texts. Codes and numbers only: no text, no personal data. Times are ISO 8601 in UTC.
 * Members that came with a later schema version are optional: older events lack them.
 */
export interface EventData {
  CaseRegistered: {
    category: string;
    policyVersion: number;
    channel: Channel;
    language: Language;
    district: string | null;
    externalReference: string | null;
    contactBy: ('mail' | 'telephone')[];
    assignedTo: string;
    /** null where the officer took the department that the category proposes */
    chosenInsteadOf: string | null;
    /** M1: the consultation before it */
    consultation?: string | null;
  };
  StatementAdded: { kind: StatementKind; onBehalfOfFiler: boolean };
  StatementReplied: { statement: number; citations?: Citation[] };
  ProgressRecorded: { asAccount: boolean; citations?: Citation[] };
  Contributed: Record<string, never>;
  CaseTransferred: { from: string; to: string };
  CaseReferredUp: { from: string; to: string; level: number; reached: string };
  /** M10: `account` is the entry that holds the department's account, null where none was given */
  UnresolvedReported: {
    to: string;
    trigger: 'clock' | 'officer';
    occurrence: number;
    account: number | null;
  };
  AccountRequested: { occurrence: number };
  Instructed: { proposes: 'duties' | 'routing' | 'powers' | null };
  ResponsibilityAdjusted: { from: string; to: string; proposes: 'duties' | 'routing' | 'powers' | null };
  CaseResolved: {
    restsOnRule: boolean;
    unanswered: number[];
    causeKind?: CauseKind;
    citations?: Citation[];
    stepsDone?: number[];
  };
  FilerAnswered: { answer: Answer; recordedBy: 'filer' | 'officer' };
  AnswerCorrected: { from: Answer; to: Answer };
  ComplaintChannelsTold: { bodies: string[] };
  ContestedReferred: {
    from: string;
    to: string;
    level: number;
    reached: string;
    causeKind?: CauseKind;
    citations?: Citation[];
  };
  /** `unanswered`: statements that the case was closed over (M4); the closure is the reason */
  CaseClosed: { closure: Closure; unanswered: number[] };
  CaseReopened: { to: string };
  /** M9 */
  IdleEscalated: {
    from: string;
    to: string;
    level: number;
    /** the highest department that the case has climbed to by now */
    reached: string;
    trigger: 'clock' | 'frontDesk';
    occurrence: number;
  };
  /** M9, P3: at the top of the tree */
  SupervisoryBodyReported: {
    department: string;
    body: string;
    kind: 'idle' | 'unresolved';
    level: number;
    occurrence: number;
  };
  FilerReminded: { occurrence: number };
  OfficerAssigned: { officer: string; claimed: boolean };
  EntryMarkedInError: { entry: number };
  /** P10 */
  CaseLinked: { other: string; relation: Relation };
  /** M11 */
  ProcedureAdopted: { review: string; guidance: string; edition: number; steps: number };
  /** P3: `deadline` names the step that could not be done as it should, null for a mere note */
  MisconfigurationFound: {
    department: string;
    problem: Misconfiguration;
    deadline: DeadlineKind | null;
    occurrence: number;
  };
  /** The emergency brake, and its end */
  ClocksPaused: { suspension: string; from: string };
  ClocksResumed: { suspension: string; to: string };
  DeadlineRecalculated: {
    kind: DeadlineKind | null;
    from: string | null;
    to: string | null;
    rulesVersion: number;
  };
}
export type EventType = keyof EventData;

/** A text on its way into the record: kept apart from its event, which holds a salted digest of it. */
export interface NewText {
  field: TextField;
  visibility: Visibility;
  content: string;
}

/** What a decision produced; the record adds number, sequence, hash and digests. */
export type NewEvent = {
  [T in EventType]: {
    type: T;
    actor: Actor;
    /** When it happened by the rules: the due time of a deadline, else the time of recording. ISO 8601, UTC. */
    effectiveAt: string;
    /** When it was written down. ISO 8601, UTC. */
    recordedAt: string;
    data: EventData[T];
    texts: NewText[];
  };
}[EventType];

/** An event as it stands in the record. */
export type CaseEvent = {
  [T in EventType]: {
    trackingNumber: string;
    /** 1, 2, 3 … within the case, without gaps */
    sequence: number;
    /** raised when an older database was restored: part of the event's id */
    epoch: number;
    schemaVersion: number;
    type: T;
    actor: Actor;
    effectiveAt: string;
    recordedAt: string;
    data: EventData[T];
    /** SHA-256 digests, hex, of salt and content of each text */
    texts: Partial<Record<TextField, string>>;
  };
}[EventType];

/** The id of an event everywhere outside the record: number, epoch and sequence. */
export function eventId(event: { trackingNumber: string; epoch: number; sequence: number }): string {
  return `${event.trackingNumber}.${event.epoch}.${event.sequence}`;
}
