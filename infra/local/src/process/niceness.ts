import { writeFileSync } from 'node:fs';

/** How far Temporal, Kafka and the worker step back behind the desks, where nothing else is said. */
export const backgroundNiceness = 10;

/**
 * Lets the session that process `pid` leads step back behind other sessions. Where Linux groups processes by session
 * (`sched_autogroup_enabled`), niceness alone counts only within one, and each of our children leads its own.
 */
export function stepBackAsSession(pid: number, niceness: number): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // there are no groups, the kernel refuses, or the process has ended: it then competes by its niceness alone
  }
}
