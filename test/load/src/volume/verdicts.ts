const failed: string[] = [];

/** A check with its outcome in front. One that failed fails the bench: `failedVerdicts`. */
export function verdict(name: string, passed: boolean, text: string): string {
  if (!passed) failed.push(name);
  return `${passed ? 'pass' : 'FAIL'} ${text}`;
}

/** The names of the checks that have failed so far. */
export const failedVerdicts = (): readonly string[] => failed;
