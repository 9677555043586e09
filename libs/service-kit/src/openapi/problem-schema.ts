import { type ProblemCode, problemStatuses } from '@casetrace/contracts';
import { z } from 'zod';
import { named } from './schema-objects';

const codes = Object.keys(problemStatuses) as [ProblemCode, ...ProblemCode[]];

/** An error answer (RFC 9457), as documented. */
export const problemSchema = named(
  'Problem',
  z.looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes),
    detail: z.string().optional(),
    instance: z.string().describe('the id of the request').optional(),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  }),
);
