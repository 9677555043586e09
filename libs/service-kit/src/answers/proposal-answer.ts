import { textLimits } from '@casetrace/contracts';
import { z } from 'zod';
import { named } from '../openapi/schema-objects';
import { bilingualAnswer } from './deadline-answer';

const code = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, 'a code of letters, digits, dot, dash or underscore');

/** What a proposal is asked from; it is kept nowhere. */
export const proposalBody = z.strictObject({
  category: code.optional().describe('where it is known already'),
  district: code.optional().describe('code of the district that the matter is in'),
  text: z.string().max(textLimits.paragraph).optional().describe('what the filer says, Chinese or English'),
});
export type ProposalBody = z.output<typeof proposalBody>;

/** The departments that a matter may be for, and categories for it (M1, M2). */
export const proposalAnswer = named(
  'DepartmentProposal',
  z.strictObject({
    rulesVersion: z.int(),
    departments: z
      .array(
        z.strictObject({
          department: z.string(),
          name: bilingualAnswer,
          reasons: z.array(
            z.strictObject({
              kind: z.enum(['route', 'category', 'textOfCategory', 'duties', 'place', 'desk']),
              why: bilingualAnswer,
            }),
          ),
        }),
      )
      .describe('the best first; where a category was given, the first is the one that registering chooses'),
    categories: z
      .array(
        z.strictObject({
          category: z.string(),
          name: bilingualAnswer,
          department: z.string().describe('where it leads'),
          why: bilingualAnswer,
        }),
      )
      .describe('the nearest first; empty where a category was given'),
  }),
);
