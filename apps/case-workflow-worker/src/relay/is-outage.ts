const transientCodes = new Set([
  1, // CANCELLED
  2, // UNKNOWN
  4, // DEADLINE_EXCEEDED
  7, // PERMISSION_DENIED
  8, // RESOURCE_EXHAUSTED
  10, // ABORTED
  13, // INTERNAL
  14, // UNAVAILABLE
  16, // UNAUTHENTICATED
]);

/**
 * Says whether a failed call may be Temporal's trouble and not the case's: unreachable, overloaded, too slow, not let in, or
 * without our namespace. What is left (an invalid argument, a payload that is too large) is the case's own.
 */
export function isOutage(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each.name === 'NamespaceNotFoundError') return true;
    const { code } = each as { code?: unknown };
    if (typeof code === 'number') return transientCodes.has(code);
  }
  return false;
}
