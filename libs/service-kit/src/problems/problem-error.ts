import { problemStatuses, type FieldProblem, type ProblemCode } from '@casetrace/contracts';
import { isError } from './is-error';

/** A refusal on its way to the caller as RFC 9457 problem. `detail` and `members` must be fit for any caller's eyes. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail?: string,
    readonly more: {
      errors?: FieldProblem[];
      members?: Record<string, unknown>;
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(detail ?? code);
    this.name = 'ProblemError';
  }
}

/** An error of another part (such as the record) that carries one of our codes. */
export interface CodedError extends Error {
  code: ProblemCode;
  /** fit for any caller's eyes */
  detail?: string;
  facts?: Record<string, unknown>;
}

/** Recognises an error that carries one of the codes of contracts/problems.ts. */
export function isCodedError(error: unknown): error is CodedError {
  if (!isError(error)) return false;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && Object.hasOwn(problemStatuses, code);
}
