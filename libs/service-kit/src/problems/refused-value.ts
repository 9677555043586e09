import { isError } from './is-error';

/**
 * What PostgreSQL says of a value that it cannot take: a number out of range, a time that is none, U+0000 in a text. Not all
 * data exceptions: a division by zero is a fault of ours.
 */
const refusedValues = new Set(['22003', '22007', '22008', '22009', '22021', '22P02', '22P05']);

/** The SQLSTATE with which PostgreSQL refused a value, through the wrapping of drivers; undefined for any other error. */
export function stateOfRefusedValue(error: unknown): string | undefined {
  if (!isError(error)) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string' && refusedValues.has(code)) return code;
  return stateOfRefusedValue(driverError) ?? stateOfRefusedValue(error.cause);
}
