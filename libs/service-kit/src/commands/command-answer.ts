import { caseStatuses, closures, deadlineKinds, type ProblemCode } from '@casetrace/contracts';
import { describeDeadline, type ExplainedDeadline } from '@casetrace/case-rules';
import type { CaseStatus, Closure, EventType } from '@casetrace/contracts';
import { z } from 'zod';

/** What the record committed, as it tells the doors. */
export interface Committed {
  trackingNumber: string;
  version: number;
  status: CaseStatus;
  closure: Closure | null;
  responsibleDepartment: string;
  responsibleOfficer: string | null;
  level: number;
  nextDeadline: ExplainedDeadline | null;
  events: { sequence: number; type: EventType; effectiveAt: string; recordedAt: string }[];
  rejection?: { code: ProblemCode; detail: string; facts?: Record<string, unknown> };
  replayed: boolean;
}

/** A deadline as callers read it: with the reason in both languages (P2). */
export const deadlineAnswer = z
  .strictObject({
    kind: z.enum(deadlineKinds),
    occurrence: z.int(),
    dueAt: z.iso.datetime(),
    provisional: z.boolean().describe('the calendar of that year is not announced yet'),
    why: z.strictObject({ zh: z.string(), en: z.string() }),
  })
  .describe('what happens next by itself, and why then');
export type DeadlineAnswer = z.output<typeof deadlineAnswer>;

/** The answer to a command: what was committed, the same again on a repeat. */
export const commandAnswer = z.strictObject({
  trackingNumber: z.string(),
  version: z.int(),
  status: z.enum(caseStatuses),
  closure: z.enum(closures).nullable(),
  responsibleDepartment: z.string(),
  responsibleOfficer: z.string().nullable(),
  level: z.int().describe('how often the case has climbed'),
  nextDeadline: deadlineAnswer.nullable(),
  events: z.array(
    z.strictObject({
      sequence: z.int(),
      type: z.string(),
      effectiveAt: z.iso.datetime(),
      recordedAt: z.iso.datetime(),
    }),
  ),
  replayed: z.boolean().describe('this is the answer to an earlier request with the same Idempotency-Key'),
});
export type CommandAnswerBody = z.output<typeof commandAnswer>;

/** The answer to a registration. The access code is told for a day; the record keeps only its hash. */
export const registrationAnswer = commandAnswer.extend({
  accessCode: z.string().optional().describe('with the number, the key of the filer; told for a day'),
});

/** Words a deadline in both languages. */
export function deadlineInWords(deadline: ExplainedDeadline | null): DeadlineAnswer | null {
  if (!deadline) return null;
  const { kind, occurrence, dueAt, provisional, explanation } = deadline;
  const why = { zh: describeDeadline(explanation, 'zh'), en: describeDeadline(explanation, 'en') };
  return { kind, occurrence, dueAt, provisional, why };
}

/** The body that tells a caller what was committed. */
export function answerOf(committed: Committed): CommandAnswerBody {
  return {
    trackingNumber: committed.trackingNumber,
    version: committed.version,
    status: committed.status,
    closure: committed.closure,
    responsibleDepartment: committed.responsibleDepartment,
    responsibleOfficer: committed.responsibleOfficer,
    level: committed.level,
    nextDeadline: deadlineInWords(committed.nextDeadline),
    events: committed.events,
    replayed: committed.replayed,
  };
}
