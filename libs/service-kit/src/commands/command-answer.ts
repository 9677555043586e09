import type { ExplainedDeadline, Rejection } from '@casetrace/case-rules';
import { caseStatuses, closures, type CaseStatus, type Closure, type EventType } from '@casetrace/contracts';
import { z } from 'zod';
import { named } from '../openapi/schema-objects';
import { deadlineAnswer, type DeadlineAnswer, deadlineInWords } from '../answers/deadline-answer';

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
  /** the events before it are committed all the same */
  rejection?: Rejection;
  replayed: boolean;
}

/** The answer to a command: what was committed, the same again on a repeat. */
export const commandAnswer = named(
  'CommandAnswer',
  z.strictObject({
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
  }),
);
export type CommandAnswerBody = Omit<z.output<typeof commandAnswer>, 'nextDeadline'> & {
  nextDeadline: DeadlineAnswer | null;
};

/** The answer to a registration. The access code is told for a day; the record keeps only its hash. */
export const registrationAnswer = commandAnswer.extend({
  accessCode: z.string().optional().describe('with the number, the key of the filer; told for a day'),
  processReview: z.string().nullable().describe('the process review that is open over such cases (M11)'),
});

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
