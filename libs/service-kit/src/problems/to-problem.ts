import { HttpException } from '@nestjs/common';
import { problemStatuses, type Problem, type ProblemCode } from '@casetrace/contracts';
import { isError } from './is-error';
import { isCodedError, ProblemError } from './problem-error';
import { problemTitles } from './problem-titles';
import { stateOfRefusedValue } from './refused-value';

/** A problem with what goes beside its body. */
export interface ProblemAnswer {
  problem: Problem;
  /** seconds, for 429 and 503 */
  retryAfterSeconds?: number;
  /** where PostgreSQL refused a value of the request, which should have been refused at the door */
  sqlState?: string;
}

/** Turns any error into a problem; one that nobody foresaw becomes `internalError` and says nothing about itself. */
export function toProblem(error: unknown, instance: string, usualRetrySeconds: number): ProblemAnswer {
  const sqlState = isCodedError(error) ? undefined : stateOfRefusedValue(error);
  const refusal = asProblemError(error, sqlState);
  const { code, detail, more } = refusal;
  const status = problemStatuses[code];
  const problem: Problem = {
    ...membersOf(more.members),
    type: `urn:casetrace:problem:${code}`,
    title: problemTitles[code],
    status,
    code,
    ...(detail !== undefined && { detail }),
    instance,
    ...(more.errors && { errors: more.errors }),
  };
  return {
    problem,
    ...((status === 429 || status === 503) && {
      retryAfterSeconds: more.retryAfterSeconds ?? usualRetrySeconds,
    }),
    ...(sqlState !== undefined && { sqlState }),
  };
}

/** Facts beside the members that every problem has; the status of a case is not the one of the answer. */
function membersOf({ status: caseStatus, ...others }: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...others, ...(caseStatus !== undefined && { caseStatus }) };
}

function asProblemError(error: unknown, sqlState: string | undefined): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isCodedError(error)) return new ProblemError(error.code, error.detail, { members: error.facts });
  const code = codeOfHttpError(error);
  if (code === 'invalidRequest') return new ProblemError(code, 'The request cannot be read.');
  if (code) return new ProblemError(code);
  if (sqlState !== undefined) {
    return new ProblemError('invalidRequest', 'A value of it is not one that the record can take.');
  }
  return new ProblemError(isConnectionFault(error) ? 'recordUnavailable' : 'internalError');
}

/** Errors of Nest and of the body parser carry a status; only these few can come up. */
function codeOfHttpError(error: unknown): ProblemCode | undefined {
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  switch (status) {
    case 400:
      return 'invalidRequest';
    case 404:
      return 'noSuchRoute';
    case 413:
      return 'bodyTooLarge';
    case 415:
      return 'unsupportedMediaType';
    default:
      return undefined;
  }
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { status, expose } = error as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && expose === true ? status : undefined;
}

const socketFaults = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
/** Connection exceptions, shutting down, starting up, too many connections, read-only (a replica). */
const databaseFaults = /^(08...|57P0[1-5]|53300|25006)$/;
const driverWords =
  /connection terminated|timeout exceeded when trying to connect|connection timeout|query read timeout/i;

/** Says whether an error means that PostgreSQL cannot be reached, rather than that we asked it nonsense. */
export function isConnectionFault(error: unknown): boolean {
  if (!isError(error)) return false;
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  if (typeof code === 'string' && (socketFaults.has(code) || databaseFaults.test(code))) return true;
  if (driverWords.test(error.message)) return true;
  if (Array.isArray(errors) && errors.some(isConnectionFault)) return true;
  const { driverError } = error as { driverError?: unknown };
  return isConnectionFault(driverError) || isConnectionFault(error.cause);
}
