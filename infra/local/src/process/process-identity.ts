import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * What tells one process from every later one that is given the same number: on Linux the boot and the tick at which
 * it began, elsewhere the start time and command that `ps` shows. `undefined` where no such process lives; a dead one
 * that nobody has buried yet counts as dead.
 */
export function identityOf(pid: number): string | undefined {
  return existsSync('/proc/self/stat') ? identityInProc(pid) : identityByPs(pid);
}

function identityInProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTick] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${startTick}`;
  } catch {
    return undefined;
  }
}

function identityByPs(pid: number): string | undefined {
  const shown = spawnSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], { encoding: 'utf8' });
  const line = shown.stdout?.trim() ?? '';
  if (shown.status !== 0 || line === '' || line.startsWith('Z')) return undefined;
  return line.replace(/^\S+\s+/, '');
}
