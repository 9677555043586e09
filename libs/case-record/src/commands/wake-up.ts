import type { ExplainedDeadline } from '@casetrace/case-rules';

/** When the workflow of a case should look at it, epoch milliseconds: the due time and, where days are counted, some jitter. */
export function wakeUpTime(
  trackingNumber: string,
  deadline: ExplainedDeadline | null,
  jitterSeconds: number,
): number | null {
  if (deadline === null) return null;
  const due = Date.parse(deadline.dueAt);
  if (deadline.explanation.period.unit === 'seconds') return due;
  return due + Math.floor(spread(trackingNumber) * jitterSeconds * 1000);
}

/** A number from 0 to 1 that is always the same for a case (FNV-1a). */
function spread(trackingNumber: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < trackingNumber.length; at++) {
    hash = Math.imul(hash ^ trackingNumber.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0) / 2 ** 32;
}
