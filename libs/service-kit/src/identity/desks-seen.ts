import { ProblemError } from '../problems/problem-error';
import type { Principal } from './principal';

/**
 * Whose consultations a principal is shown: their own desk's where they name none; any desk's or all (null) for officers,
 * since what was asked is for all departments to read. An agency sees its own. @throws ProblemError notAllowed.
 */
export function deskSeenBy({ kind, department: own }: Principal, asked: string = own): string | null {
  if (kind === 'agency' && asked !== own) throw new ProblemError('notAllowed');
  return asked === 'all' ? null : asked;
}

/** The desk beyond which a principal may open no consultation; null where there is no bound. */
export function boundToDesk({ kind, department }: Principal): string | null {
  return kind === 'agency' ? department : null;
}
