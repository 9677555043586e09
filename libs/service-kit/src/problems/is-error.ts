import { types } from 'node:util';

/** Also for errors of another realm (Node's own, seen from a test's sandbox), which `instanceof` does not know. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}
