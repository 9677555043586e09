import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identityOf } from './process-identity';

interface Recorded {
  readonly pid: number;
  readonly identity: string;
}

/** Notes which process runs here, so that a later start can find it again should its parent be killed. */
export function recordProcess(file: string, pid: number): void {
  const identity = identityOf(pid);
  if (identity === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ pid, identity } satisfies Recorded));
}

/** Forgets the process of a pid file. */
export function forgetProcess(file: string): void {
  rmSync(file, { force: true });
}

/** The number of the recorded process, only if that very process (not a later one of the same number) is alive. */
export function recordedProcess(file: string): number | undefined {
  const recorded = read(file);
  return recorded !== undefined && identityOf(recorded.pid) === recorded.identity ? recorded.pid : undefined;
}

/**
 * Ends the process that a killed launcher left behind: first politely, after `graceMs` without mercy.
 * Answers whether there was one.
 */
export async function endOrphan(
  file: string,
  stopSignal: NodeJS.Signals = 'SIGTERM',
  graceMs = 10_000,
): Promise<boolean> {
  const pid = recordedProcess(file);
  if (pid === undefined) return false;
  signal(pid, 'SIGCONT');
  signal(pid, stopSignal);
  const deadline = Date.now() + graceMs;
  while (recordedProcess(file) !== undefined) {
    if (Date.now() > deadline) signal(pid, 'SIGKILL');
    await delay(50);
  }
  forgetProcess(file);
  return true;
}

function read(file: string): Recorded | undefined {
  try {
    const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
    return Number.isInteger(recorded.pid) && recorded.pid > 1 ? recorded : undefined;
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it ended by itself in the meantime
  }
}
