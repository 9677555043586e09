import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An account of the operating system, by its numbers. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** A home for what root cannot give away inside its own folders. */
const sharedHome = '/var/lib/casetrace';

/**
 * PostgreSQL refuses to run as root: root gives it the account `postgres`, or `nobody` where that does not exist.
 * Everybody else runs it as themselves (`undefined`).
 */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account = accountOf('postgres') ?? accountOf('nobody');
  if (account === undefined) {
    throw new Error(
      'PostgreSQL cannot run as root, and there is no account "postgres" or "nobody" to give it. Start as an ordinary user.',
    );
  }
  return account;
}

function accountOf(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const shown = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return shown.status === 0 ? Number(shown.stdout.trim()) : NaN;
  });
  return uid && gid ? { uid, gid } : undefined;
}

/** Whether the account may enter a folder, all its parents included. */
export function mayEnter(account: Account | undefined, folder: string): boolean {
  if (account === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/' }).status === 0;
}

/**
 * The folder itself where the account may enter it, otherwise one outside of root's home that belongs to it alone
 * (a clone in /root is closed to every other account). The folder and the one that holds it are opened for passing
 * through, not for listing.
 */
export function enterableFolder(account: Account | undefined, folder: string): string {
  mkdirSync(folder, { recursive: true });
  if (mayEnter(account, folder)) return folder;
  for (const each of [dirname(folder), folder]) chmodSync(each, statSync(each).mode | 0o011);
  if (mayEnter(account, folder)) return folder;
  const elsewhere = join(sharedHome, createHash('sha256').update(folder).digest('hex').slice(0, 12));
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  return elsewhere;
}

/** The programs' folder itself where the account may enter it, otherwise a copy of it. */
export function enterablePrograms(account: Account | undefined, programs: string): string {
  if (mayEnter(account, join(programs, 'bin'))) return programs;
  const copy = join(
    sharedHome,
    `programs-${createHash('sha256').update(programs).digest('hex').slice(0, 12)}`,
  );
  if (!existsSync(copy)) {
    mkdirSync(sharedHome, { recursive: true, mode: 0o755 });
    const fresh = `${copy}.${process.pid}`;
    rmSync(fresh, { recursive: true, force: true });
    cpSync(programs, fresh, { recursive: true, verbatimSymlinks: true });
    renameSync(fresh, copy);
  }
  return copy;
}
