import { writeFileSync } from 'node:fs';

/** How far a process steps back behind others: 0 is normal, up to 19; `idle` has a processor only while nobody else wants it. */
export type Niceness = number | 'idle';

/**
 * How far who works in the background steps back behind the desks, where nothing else is said: notification-service and the
 * worker, Kafka, Temporal. They take most of a small machine while they catch up, and may take their time (ADR 0014).
 */
export const backgroundNiceness = { services: 'idle', kafka: 5, temporal: 'idle' } as const;

/** What comes nearest to `idle` where there is no such class. */
const largest = 19;

/** The program and arguments that run `command` so that it steps back, in the very process that is started. */
export function steppingBack(
  niceness: Niceness,
  command: string,
  args: readonly string[],
): [program: string, args: readonly string[]] {
  if (niceness === 0) return [command, args];
  if (niceness !== 'idle') return ['nice', ['-n', String(niceness), command, ...args]];
  const script = `chrt -i -p 0 $$ 2>/dev/null; exec nice -n ${largest} "$0" "$@"`;
  return ['/bin/sh', ['-c', script, command, ...args]];
}

/**
 * Lets the session that process `pid` leads step back behind other sessions. Where Linux groups processes by session
 * (`sched_autogroup_enabled`), class and niceness count only within one, and each of our children leads its own.
 */
export function stepBackAsSession(pid: number, niceness: Niceness): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness === 'idle' ? largest : niceness));
  } catch {
    // there are no groups, the kernel refuses, or the process has ended: it then competes by its niceness alone
  }
}
