import type { DoorRequest, DoorResponse } from './door-request';
import { ProblemError } from '../problems/problem-error';

const json = /^application\/(json|[a-z0-9.+-]+\+json)\s*(;|$)/i;

/** Refuses bodies that are not JSON, instead of taking them for empty ones. */
export function onlyJson({ headers }: DoorRequest, _: DoorResponse, next: (error?: unknown) => void): void {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (hasBody && !json.test(headers['content-type'] ?? '')) next(new ProblemError('unsupportedMediaType'));
  else next();
}
