import { RecordError, sqlStateOf, violatedUniqueConstraint } from '../database/record-error';

const mostAttempts = 4;
/** Somebody else was accepted with the same key, or has the same tracking number: a new attempt sees it. */
const settledByAnotherAttempt = new Set(['accepted_commands_pkey', 'cases_pkey']);

/**
 * Does work again where it ran against what another transaction committed meanwhile.
 * @throws RecordError caseBusy after some attempts; whatever else the work throws.
 */
export async function withRetries<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isSettledByAnotherAttempt(error)) throw error;
      if (attempt < mostAttempts) continue;
      throw new RecordError('caseBusy', 'Others are doing the same; try again.', undefined, { cause: error });
    }
  }
}

function isSettledByAnotherAttempt(error: unknown): boolean {
  const constraint = violatedUniqueConstraint(error);
  if (constraint !== undefined) return settledByAnotherAttempt.has(constraint);
  const cause = error instanceof RecordError ? error.cause : error;
  return ['40001', '40P01'].includes(sqlStateOf(cause));
}
