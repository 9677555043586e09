import type { ProblemCode } from '@casetrace/contracts';

/** Why the record did not do what was asked. `code` is one of the stable problem codes; nothing was written. */
export class RecordError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly facts?: Record<string, unknown>,
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = 'RecordError';
  }
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Connection lost, shutting down or starting up, out of resources, read-only, idle or statement timeout, I/O error. */
const outOfService = /^(08|53|57P0|58|25006$|25P0[34]$|57014$)/;
const driverWords =
  /connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|driver not connected|query read timeout/i;

/**
 * Words an error of the driver as a RecordError where its cause lies with PostgreSQL; any other is passed on, without the
 * values that it quotes.
 */
export function asRecordError(error: unknown): unknown {
  if (error instanceof RecordError || !isErrorLike(error)) return error;
  const code = sqlStateOf(error);
  const cause = { cause: error };
  if (code === '55P03' || code === '40P01' || code === '40001') {
    return new RecordError('caseBusy', 'Others are writing to this case; try again.', undefined, cause);
  }
  if (unreachable.has(code) || outOfService.test(code) || driverWords.test(error.message)) {
    return new RecordError('recordUnavailable', 'The record cannot be reached now.', undefined, cause);
  }
  return withoutValues(error);
}

/** Errors of Node itself are of another realm than ours where tests run. */
function isErrorLike(error: unknown): error is Error {
  return (
    typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
  );
}

/** What PostgreSQL quotes of the rows at fault may be personal, and errors are logged (P7). */
function withoutValues(error: Error): Error {
  for (const member of ['detail', 'where', 'hint', 'internalQuery'] as const) {
    if (member in error) Object.assign(error, { [member]: undefined });
  }
  return error;
}

/** The SQLSTATE or system code of an error, or an empty string. */
export function sqlStateOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: unknown[] };
  if (typeof code === 'string') return code;
  return Array.isArray(errors) && errors.length > 0 ? sqlStateOf(errors[0]) : '';
}

/** The constraint that an insert ran against, or undefined. */
export function violatedUniqueConstraint(error: unknown): string | undefined {
  if (sqlStateOf(error) !== '23505') return undefined;
  const { constraint } = error as { constraint?: unknown };
  return typeof constraint === 'string' ? constraint : undefined;
}
