import type { z } from 'zod';
import { ProblemError } from '../problems/problem-error';
import { fieldProblems } from './field-problems';

/**
 * The one way in which a body or query becomes a value: parsed by a schema of contracts, unknown fields refused. A missing
 * body counts as an empty one.
 * @throws ProblemError invalidRequest with every wrong field.
 */
export function checked<T extends z.ZodType>(schema: T, value: unknown, under = ''): z.output<T> {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  throw new ProblemError('invalidRequest', undefined, { errors: fieldProblems(result.error, under) });
}
