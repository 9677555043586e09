import { existsSync, writeFileSync } from 'node:fs';

/**
 * Lets the session that process `pid` leads step back behind other sessions. Where Linux groups processes by session
 * (`sched_autogroup_enabled`), niceness alone counts only within one, and each of our children leads its own.
 */
export function stepBackAsSession(pid: number, niceness: number): void {
  const group = `/proc/${pid}/autogroup`;
  if (!existsSync(group)) return;
  try {
    writeFileSync(group, String(niceness));
  } catch {
    // the kernel may refuse, or the process may have ended: it then competes as an equal
  }
}
