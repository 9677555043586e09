import { z } from 'zod';
import { causeKinds } from './case-status';
import { commandBodies, mostSteps } from './commands';
import { textLimits } from './texts';

const line = z.string().trim().min(1).max(textLimits.line);
const paragraph = z.string().trim().min(1).max(textLimits.paragraph);
const code = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, 'a code of letters, digits, dot, dash or underscore');
const bilingual = z.strictObject({ zh: line, en: line });
const duties = z.strictObject({ zh: paragraph, en: paragraph });

/** What the superior in charge says to a process review (M11): the HTTP body, the OpenAPI document and the record. */
export const reviewBodies = {
  acknowledge: z.strictObject({ text: paragraph.optional() }),
  /** Why the process fails; further findings may follow. */
  recordFindings: z.strictObject({
    text: paragraph,
    causeKind: z.enum(causeKinds).describe('what failed: the rule, the duties, the process …'),
  }),
  /** The outcome: published as a guidance edition, applied to the waiting cases at once. */
  adoptProcedure: z.strictObject({
    title: bilingual,
    steps: z.array(bilingual).max(mostSteps).default([]).describe('what is required of every such case'),
    text: paragraph.describe('what is new, as the filers may read it'),
    route: z
      .strictObject({ department: code, district: code.optional() })
      .optional()
      .describe('the department that such cases go to from now on, of one district or of all'),
    duties: z
      .strictObject({ department: code, duties })
      .optional()
      .describe('what a department is responsible for from now on'),
    disposition: commandBodies.adoptProcedure.shape.disposition,
  }),
  /** Without a new procedure only with a reason. */
  close: z.strictObject({ reason: paragraph.optional() }),
} as const;

export type ReviewCommandType = keyof typeof reviewBodies;
export type ReviewBody<T extends ReviewCommandType> = z.output<(typeof reviewBodies)[T]>;
