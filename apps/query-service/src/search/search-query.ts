import { caseStatuses, causeKinds, closures, day, textFields } from '@casetrace/contracts';
import { bilingualAnswer } from '@casetrace/service-kit';
import { z } from 'zod';

const code = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, 'a code');
const mostOnAPage = 100;
const mostSimilar = 20;

/** What is searched for (M8); what is left out is not asked. */
export const searchCasesQuery = z.strictObject({
  q: z
    .string()
    .max(200)
    .optional()
    .describe('terms parted by spaces, all of which must be there; or a tracking number'),
  category: code.optional(),
  department: code.optional().describe('the responsible department'),
  registeringDepartment: code.optional().describe('the desk that registered'),
  status: z.enum(caseStatuses).optional(),
  outcome: z.enum(closures).optional().describe('how it was closed'),
  district: code.optional(),
  from: day.optional().describe('registered on this day or later, in Asia/Shanghai'),
  to: day.optional().describe('registered on this day or earlier, in Asia/Shanghai'),
  order: z.enum(['newest', 'relevance']).default('newest').describe('without `q` always the newest first'),
  cursor: z.string().max(300).optional().describe('`next` of the page before, with the same question'),
  limit: z.coerce.number<string>().int().min(1).max(mostOnAPage).default(20),
});
export type SearchCasesQuery = z.output<typeof searchCasesQuery>;

export const similarQuery = z.strictObject({
  limit: z.coerce
    .number<string>()
    .int()
    .min(1)
    .max(mostSimilar)
    .default(10)
    .describe('how many closed cases'),
});
export type SimilarQuery = z.output<typeof similarQuery>;

const time = z.iso.datetime();

export const searchCasesAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      trackingNumber: z.string(),
      status: z.enum(caseStatuses),
      closure: z.enum(closures).nullable(),
      category: z.string(),
      subject: z.string().nullable(),
      district: z.string().nullable(),
      registeringDepartment: z.string(),
      responsibleDepartment: z.string(),
      registeredAt: time,
      closedAt: time.nullable(),
      excerpts: z
        .array(
          z.strictObject({
            sequence: z.int().describe('the entry'),
            field: z.enum(textFields),
            visibility: z.enum(['everyone', 'departments', 'contact']),
            segments: z.array(z.strictObject({ text: z.string(), hit: z.boolean() })),
          }),
        )
        .describe('where it matched: two texts at most'),
    }),
  ),
  total: z
    .strictObject({
      count: z.int(),
      capped: z.boolean().describe('so many or more'),
      rankedAmong: z
        .int()
        .nullable()
        .describe(
          'by relevance: so many of the newest that match were ranked; all pages together show those',
        ),
    })
    .nullable()
    .describe('null on further pages'),
  next: z.string().nullable().describe('cursor of the next page; null at the end'),
});

const cited = z.strictObject({ guidance: z.string(), edition: z.int(), article: z.string().optional() });

export const similarAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      trackingNumber: z.string(),
      score: z.number().describe('of texts and category together, 0 … 2'),
      sameCategory: z.boolean(),
      matters: z.array(z.string()).describe('what both cases speak of, in whatever words'),
      status: z.enum(caseStatuses),
      category: z.string(),
      subject: z.string().nullable(),
      registeredAt: time,
      closedAt: time.nullable(),
      days: z.number().nullable().describe('from registration to closing'),
      closure: z.enum(closures).nullable(),
      satisfied: z.boolean().nullable().describe('null where the filer did not say'),
      responsibleDepartment: z.string(),
      resolvedBy: z.string().nullable().describe('the department that has the credit'),
      contributors: z.array(z.string()).describe('departments that helped'),
      process: z.string().nullable(),
      result: z.string().nullable(),
      rule: z.string().nullable(),
      cause: z.string().nullable(),
      causeKind: z.enum(causeKinds).nullable(),
      citations: z.array(cited),
    }),
  ),
  oftenCited: z
    .array(
      z.strictObject({
        guidance: z.string(),
        edition: z.int(),
        title: bilingualAnswer,
        newerEdition: z.int().nullable().describe('the newest edition where it is not this one'),
        cases: z.int(),
      }),
    )
    .describe('guidance that the closed ones among them rest on'),
});
