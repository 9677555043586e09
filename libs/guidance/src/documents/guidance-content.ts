import { dayBetween, guidanceKinds, textLimits } from '@casetrace/contracts';
import { z } from 'zod';

const mostArticles = 500;
const line = z.string().trim().min(1).max(textLimits.line);
const paragraph = z.string().trim().min(1).max(textLimits.paragraph);
const code = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, 'a code of letters, digits, dot, dash or underscore');
/** Rules may be older than any case, and some end on 9999-12-31. */
const day = dayBetween('1900-01-01', '9999-12-31');
const lines = z.strictObject({ zh: line, en: line });
const paragraphs = z.strictObject({ zh: paragraph, en: paragraph });

const article = z.strictObject({
  code: code.describe('what citations name it by, such as `article-20`'),
  heading: lines,
  text: paragraphs,
});

/** The members of a document besides its code. */
const members = {
  kind: z.enum(guidanceKinds),
  title: lines,
  issuer: lines,
  number: line.nullable().describe('as the document bears it'),
  validFrom: day.nullable().describe('the first day on which it holds, null where not known'),
  validTo: day.nullable().describe('the last day on which it holds'),
  source: z.string().trim().min(1).max(2_000).describe('where its text was seen'),
  sourceDate: day.describe('when it was seen there'),
  fictional: z.boolean(),
  summary: z.boolean().describe('a summary in our own words, not the text of the rule'),
  categories: z.array(code).max(100).describe('none means for all'),
  opening: paragraphs,
  articles: z.array(article).max(mostArticles),
};

interface Checkable {
  validFrom: string | null;
  validTo: string | null;
  articles: { code: string }[];
}

/** What no single member can say. */
function checkTogether({ validFrom, validTo, articles }: Checkable, context: z.RefinementCtx): void {
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    context.addIssue({ code: 'custom', path: ['validTo'], message: 'is before validFrom' });
  }
  const seen = new Set<string>();
  for (const [index, each] of articles.entries()) {
    const path = ['articles', index, 'code'];
    if (seen.has(each.code))
      context.addIssue({ code: 'custom', path, message: `${each.code} is there twice` });
    seen.add(each.code);
  }
}

/** A whole document, as a file of a collection holds it. */
export const guidanceDocument = z.strictObject({ code, ...members }).superRefine(checkTogether);
export type GuidanceDocument = z.output<typeof guidanceDocument>;

/** A new edition, as an administrator publishes it: all of it, and why. */
export const editionBody = z
  .strictObject({
    ...members,
    reason: z.string().trim().min(1).max(2_000).describe('why; on record with who'),
  })
  .superRefine(checkTogether);

/** The end of a document. */
export const retirementBody = z.strictObject({
  validTo: day
    .optional()
    .describe('the last day on which it held; today where left out. It is out of force at once'),
  reason: z.string().trim().min(1).max(2_000).describe('why; on record with who'),
});
