/** The mail server could not be reached, or did not get as far as looking at the letter. */
export const unreachable = 'unreachable';

const wayFaults = new Set([
  'ECONNECTION',
  'ESOCKET',
  'ETIMEDOUT',
  'EDNS',
  'ETLS',
  'EAUTH',
  'ENOAUTH',
  'EPROXY',
]);

/**
 * A code for what went wrong with a letter: `unreachable`, or the reply's numbers such as `EENVELOPE 550 5.1.1`. Never what the
 * mail server wrote: that may hold the address (P7).
 */
export function mailFault(error: unknown): string {
  const { code, command, responseCode, response } = (error ?? {}) as Record<string, unknown>;
  const beforeTheLetter = command === 'CONN' || command === undefined || command === 'API';
  if (typeof code === 'string' && wayFaults.has(code) && beforeTheLetter) return unreachable;
  const enhanced =
    typeof response === 'string' ? /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] : undefined;
  const parts = [code, responseCode, enhanced].filter((part) => part !== undefined && part !== null);
  if (parts.length > 0) return parts.map(String).join(' ');
  return error instanceof Error ? error.name : 'unknown';
}
