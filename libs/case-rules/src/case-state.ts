import type {
  Answer,
  CaseStatus,
  Channel,
  Closure,
  Language,
  NextDeadline,
  Relation,
} from '@casetrace/contracts';
import type { DeadlineExplanation, Period } from './calendar';

/** An interval in which a clock stands still. Epoch milliseconds; `to` is null while it lasts. */
export interface StoodStill {
  from: number;
  to: number | null;
  reason: string;
}

/** Idle (M9): begins when the case arrives at a department and at each input of the responsible side. */
export interface IdleClock {
  /** null while it does not run (resolved, closed) */
  startedAt: number | null;
  /** counts the steps of this clock on the case; the next step has this number */
  occurrence: number;
  /** reports to the supervisory body since the last input: the interval grows with each */
  reportsAtTop: number;
}

/** Unresolved (M10): belongs to the case; stands still while resolved or closed. */
export interface UnresolvedClock {
  startedAt: number;
  occurrence: number;
  stoodStill: StoodStill[];
  /** the superior that the last report went to */
  reportedTo: string | null;
  accountRequested: boolean;
  /** entry that holds the account given in this period */
  account: number | null;
}

/** Confirmation: runs while `resolved`. */
export interface ConfirmationClock {
  /** null while it does not run */
  startedAt: number | null;
  occurrence: number;
  reminded: boolean;
}

/** What a case is at a moment: the fold of its events (`evolve`), with the next deadline by the rules of `rulesVersion`. */
export interface CaseState {
  trackingNumber: string;
  /** the sequence of the last event */
  version: number;
  status: CaseStatus;
  closure: Closure | null;
  category: string;
  policyVersion: number;
  channel: Channel;
  language: Language;
  district: string | null;
  externalReference: string | null;
  registeringDepartment: string;
  responsibleDepartment: string;
  responsibleOfficer: string | null;
  /** since when the responsible department has had it, open */
  heldSince: number;
  /** how often the case has climbed: never falls */
  level: number;
  /** the highest department that it has climbed to (P3) */
  reached: string | null;
  registeredAt: number;
  lastRecordedAt: number;
  lastEffectiveAt: number;
  lastStatement: number;
  /** entries of statements that are owed a reply */
  unansweredStatements: number[];
  /** every department that it was reported to: they may instruct */
  reportedTo: string[];
  /** who resolved it last: the credit stays (M7) */
  resolvedBy: string | null;
  /** the answer that the present status rests on: an older one cannot be corrected any more */
  lastAnswer: { answer: Answer; recordedBy: 'filer' | 'officer'; at: number } | null;
  closedAt: number | null;
  closedBy: string | null;
  /** suspensions that stand or stood over this case */
  suspensions: StoodStill[];
  misconfigured: boolean;
  /** P10: cases that this one is linked with, each with the entry that says so. Absent in states of schema version 1 */
  links?: { other: string; relation: Relation; entry: number }[];
  /** M11: the procedure that a process review brought; its steps are required. Absent in states of schema version 1 */
  procedure?: { review: string; guidance: string; edition: number; steps: number };
  idle: IdleClock;
  unresolved: UnresolvedClock;
  confirmation: ConfirmationClock;
  /** the rules that `nextDeadline` was computed with */
  rulesVersion: number;
  nextDeadline: ExplainedDeadline | null;
}

/** The nearest deadline with its explanation (P2). */
export interface ExplainedDeadline extends NextDeadline {
  explanation: DeadlineExplanation;
  /** with `account`: how long before the report that `explanation` explains; with it `dueAt` is the earlier time */
  lead?: Period;
}
