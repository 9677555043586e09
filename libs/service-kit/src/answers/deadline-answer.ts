import { describeDeadline, type ExplainedDeadline } from '@casetrace/case-rules';
import { deadlineKinds } from '@casetrace/contracts';
import { z } from 'zod';

/** A name or text in both languages. */
export const bilingualAnswer = z.strictObject({ zh: z.string(), en: z.string() });

/** A deadline as callers read it: with the reason in both languages (P2). */
export const deadlineAnswer = z
  .strictObject({
    kind: z.enum(deadlineKinds),
    occurrence: z.int(),
    dueAt: z.iso.datetime(),
    provisional: z.boolean().describe('the calendar of that year is not announced yet'),
    explanation: z
      .looseObject({
        from: z.iso.datetime(),
        period: z.strictObject({ amount: z.number(), unit: z.string() }),
      })
      .describe('from when, what is counted, what is skipped'),
    why: bilingualAnswer,
  })
  .describe('what happens by itself, and why then');
export type DeadlineAnswer = Omit<z.output<typeof deadlineAnswer>, 'explanation'> &
  Pick<ExplainedDeadline, 'explanation'>;

/** Words a deadline in both languages. */
export function deadlineInWords(deadline: ExplainedDeadline | null): DeadlineAnswer | null {
  if (!deadline) return null;
  const { kind, occurrence, dueAt, provisional, explanation } = deadline;
  const why = { zh: describeDeadline(explanation, 'zh'), en: describeDeadline(explanation, 'en') };
  return { kind, occurrence, dueAt, provisional, explanation, why };
}
