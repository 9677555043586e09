import { textFields } from '@casetrace/contracts';
import { isError } from '../problems/is-error';

const masked = '[redacted]';
const deepest = 6;

/** Keys whose values never reach a log (P7): credentials, contact data, and every text of a case. Compared in lower case. */
const hidden = new Set(
  [
    ...textFields,
    'authorization',
    'x-access-code',
    'accessCode',
    'apiKey',
    'secret',
    'password',
    'cookie',
    'name',
    'content',
    'texts',
    'opinion',
    'body',
  ].map((key) => key.toLowerCase()),
);

/** A copy of what is to be logged in which every hidden value is masked, at any depth. */
export function redacted(value: Record<string, unknown>): Record<string, unknown> {
  return redactMembers(value, 0);
}

function redactMembers(value: object, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    copy[key] = hidden.has(key.toLowerCase()) ? masked : redactValue(member, depth + 1);
  }
  return copy;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || isError(value)) return value;
  if (depth > deepest) return '[deeper]';
  if (Array.isArray(value)) return value.map((member) => redactValue(member, depth + 1));
  return redactMembers(value, depth);
}
