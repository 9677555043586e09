import type { Actor, CaseStatus, Closure, EventType, PersonCommand } from '@casetrace/contracts';
import type { ExplainedDeadline, Rejection } from '@casetrace/case-rules';

/** A command on its way into the record. */
export interface CommandRequest {
  command: PersonCommand;
  actor: Actor;
  /** id of the principal: the scope of the key */
  caller: string;
  /** Idempotency-Key */
  key: string;
  /** absent for register */
  trackingNumber?: string;
  /** the caller may mark entries of others of their department */
  asSupervisor?: boolean;
}

/** What was committed: the same again on a repeat. Times are ISO 8601 in UTC. */
export interface CommandAnswer {
  trackingNumber: string;
  version: number;
  status: CaseStatus;
  closure: Closure | null;
  responsibleDepartment: string;
  responsibleOfficer: string | null;
  level: number;
  nextDeadline: ExplainedDeadline | null;
  /** what this command appended: overdue steps first */
  events: { sequence: number; type: EventType; effectiveAt: string; recordedAt: string }[];
  /** the events before it are committed all the same */
  rejection?: Rejection;
  replayed: boolean;
}

/**
 * `accessCode` is told at once and on a repeat within a day; `processReview` is the one that is open over such cases (M11).
 */
export type RegistrationAnswer = CommandAnswer & { accessCode?: string; processReview: string | null };
