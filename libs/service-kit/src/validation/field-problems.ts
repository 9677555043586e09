import type { FieldProblem } from '@casetrace/contracts';
import type { z } from 'zod';

/** Names each wrong field by its dotted path, an unknown one too; `under` is put before it, such as `query`. */
export function fieldProblems(error: z.ZodError, under = ''): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const path = [...(under ? [under] : []), ...issue.path.map(String)];
    if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: issue.message }];
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'There is no such field' }));
  });
}
