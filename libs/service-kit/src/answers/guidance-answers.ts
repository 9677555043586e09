import { guidanceKinds, mostEditions } from '@casetrace/contracts';
import { z } from 'zod';
import { named } from '../openapi/schema-objects';
import { bilingualAnswer } from './deadline-answer';

/** No word of a longer question could be longer than PostgreSQL takes. */
const longestQuestion = 100;
const code = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, 'a code');

/** What is asked of the collection of laws and guidance. */
export const guidanceQuery = z.strictObject({
  q: z
    .string()
    .max(longestQuestion)
    .optional()
    .describe('words in Chinese or English, two characters and up; each must be there'),
  category: code.optional().describe('documents of this category, and those for all'),
  kind: z.enum(guidanceKinds).optional(),
  all: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('also what is not in force today (Asia/Shanghai)'),
  limit: z.coerce.number<string>().int().min(1).max(50).default(20),
  cursor: z.string().max(400).optional().describe('`next` of the page before'),
});
export type GuidanceQueryOfDoor = z.output<typeof guidanceQuery>;

export const editionQuery = z.strictObject({
  edition: z.coerce
    .number<string>()
    .int()
    .min(1)
    .max(mostEditions)
    .optional()
    .describe('the one in force where it is left out, or the newest where none is'),
});
export type EditionQuery = z.output<typeof editionQuery>;

/** The code of a document in a path. */
export const guidanceCode = code;

const foundIn = z
  .strictObject({
    zh: z.array(z.strictObject({ text: z.string(), hit: z.boolean() })),
    en: z.array(z.strictObject({ text: z.string(), hit: z.boolean() })),
  })
  .describe('an excerpt, cut where it is what was searched for');
const day = z.iso.date().nullable();
const head = {
  code: z.string(),
  edition: z.int(),
  kind: z.enum(guidanceKinds),
  title: bilingualAnswer,
  issuer: bilingualAnswer,
  number: z.string().nullable(),
  validFrom: day,
  validTo: day,
  inForce: z.boolean().describe('today, in Asia/Shanghai'),
  fictional: z.boolean().describe('of the demo city'),
  summary: z.boolean().describe('a summary in our own words, not the text of the rule'),
  categories: z.array(z.string()).describe('none means for all'),
};
const published = {
  publishedAt: z.iso.datetime(),
  publishedBy: z.string(),
  reason: z.string(),
};

/** A page of guidance. */
export const guidancePageAnswer = named(
  'GuidancePage',
  z.strictObject({
    items: z.array(
      z.strictObject({
        ...head,
        found: z.strictObject({ title: foundIn, opening: foundIn }),
        articles: z
          .array(z.strictObject({ code: z.string(), heading: foundIn, text: foundIn }))
          .describe('the best few that hold all words'),
      }),
    ),
    next: z.string().nullable().describe('cursor of the next page; null at the end'),
  }),
);

/** One edition of a document, whole. */
export const guidanceAnswer = named(
  'Guidance',
  z.strictObject({
    ...head,
    opening: bilingualAnswer,
    source: z.string(),
    sourceDate: z.iso.date(),
    ...published,
    retired: z.strictObject({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).nullable(),
    articles: z.array(z.strictObject({ code: z.string(), heading: bilingualAnswer, text: bilingualAnswer })),
    editions: z.array(z.strictObject({ edition: z.int(), validFrom: day, validTo: day, ...published })),
  }),
);

/** What publishing answers. */
export const editionAnswer = z.strictObject({
  code: z.string(),
  edition: z.int(),
  changed: z.boolean().describe('false where the newest edition says the same'),
});
