import { caseStatuses, causeKinds, reviewScopes, reviewStatuses } from '@casetrace/contracts';
import { bilingualAnswer } from '@casetrace/service-kit';
import { z } from 'zod';

const code = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, 'a code');
const time = z.iso.datetime();
const nameAndCode = z.strictObject({ code: z.string(), name: bilingualAnswer });
const mostOnAPage = 200;
const paging = {
  cursor: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number<string>().int().min(1).max(mostOnAPage).default(50),
};

export const reviewsQuery = z.strictObject({
  status: z.enum(reviewStatuses).optional(),
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('those that are not closed, or those that are'),
  category: code.optional(),
  inCharge: code.optional().describe('the superior department that owes it'),
  place: code.optional().describe('where the cases pile up'),
  ...paging,
});
export type ReviewsQuery = z.output<typeof reviewsQuery>;

export const reviewCasesQuery = z.strictObject({
  which: z
    .enum(['waiting', 'applied', 'refused'])
    .default('waiting')
    .describe('cases that wait now, or those that the last procedure was applied to, or that refused it'),
  ...paging,
});
export type ReviewCasesQuery = z.output<typeof reviewCasesQuery>;

const figures = z
  .strictObject({
    at: time,
    open: z.int().describe('not resolved and not closed'),
    old: z.int().describe('of them, open longer than the age of the policy'),
    medianAgeSeconds: z.number().nullable(),
    weeklyClosings: z.int().describe('closed within the seven days before'),
  })
  .describe('how the cases of category and place stood');

const item = z.strictObject({
  id: z.string(),
  version: z.int(),
  status: z.enum(reviewStatuses),
  category: nameAndCode,
  scope: z.enum(reviewScopes).describe('one department, or spread below one superior'),
  place: nameAndCode,
  inCharge: nameAndCode,
  level: z.int().describe('how often it has gone up'),
  passed: z.array(z.string()).describe('limits that were passed: `age`, `closings`'),
  causeKind: z.enum(causeKinds).nullable(),
  openedAt: time,
  episodeEndedAt: time.nullable().describe('null while the cases are piled up'),
  closedAt: time.nullable(),
  deadline: z
    .strictObject({ dueAt: time, provisional: z.boolean(), why: bilingualAnswer })
    .nullable()
    .describe('when it goes up by itself if those in charge give no input'),
  figuresBefore: figures,
});

export const reviewsAnswer = z.strictObject({
  items: z.array(item),
  next: z.string().nullable().describe('cursor of the next page; null at the end'),
});

const reviewCase = z.strictObject({
  trackingNumber: z.string(),
  status: z.enum(caseStatuses),
  responsibleDepartment: z.string(),
  registeredAt: time,
  outcome: z.string().describe('`waiting`, `applied`, or the code with which its rules refused'),
});

export const reviewCasesAnswer = z.strictObject({
  items: z.array(reviewCase),
  next: z.string().nullable(),
});

export const reviewAnswer = item.extend({
  limits: z.looseObject({ count: z.int() }).describe('the limits as they held at the opening'),
  figuresAfter: figures.describe('now; of a closed review, at its closing'),
  entries: z.array(
    z.strictObject({
      sequence: z.int(),
      kind: z.string(),
      at: time,
      actor: z.strictObject({
        kind: z.string(),
        department: z.string().nullable(),
        officer: z.string().nullable(),
      }),
      data: z.record(z.string(), z.unknown()),
      text: z.string().nullable(),
    }),
  ),
  adoptions: z.array(
    z.strictObject({
      number: z.int(),
      guidance: z.string(),
      edition: z.int(),
      adoptedAt: time,
      finishedAt: time.nullable(),
      waiting: z.int(),
      applied: z.int(),
      refused: z.record(z.string(), z.int()).describe('by the code with which the rules of a case refused'),
    }),
  ),
  waiting: reviewCasesAnswer.extend({ count: z.int() }).describe('the cases that wait, the oldest first'),
});

export const reviewCommandAnswer = z.strictObject({
  review: z.string(),
  version: z.int(),
  status: z.enum(reviewStatuses),
  inCharge: z.string(),
  level: z.int(),
  dueAt: time.nullable(),
  adopted: z
    .strictObject({ guidance: z.string(), edition: z.int(), cases: z.int() })
    .nullable()
    .describe('the edition that was adopted, and how many waiting cases it is applied to'),
  replayed: z.boolean().describe('this is the answer to an earlier request with the same Idempotency-Key'),
});
