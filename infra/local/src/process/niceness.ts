import { writeFileSync } from 'node:fs';

/**
 * How far who works in the background steps back behind the desks, where nothing else is said: notification-service and the
 * worker, Kafka, Temporal. Temporal takes most of a small machine while it catches up, and may take its time (docs/bench.md).
 */
export const backgroundNiceness = { services: 10, kafka: 5, temporal: 19 } as const;

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
