import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { endOrphan, recordedProcess, recordProcess } from './pid-file';

describe('the note of a process', () => {
  let folder: string;
  let file: string;
  let sleeper: ChildProcess;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casetrace-pid-'));
    file = join(folder, 'process.json');
    sleeper = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    recordProcess(file, sleeper.pid ?? 0);
  });
  afterEach(() => {
    sleeper.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets a later start end what was left behind', async () => {
    const ended = once(sleeper, 'exit');
    expect(await endOrphan(file)).toBe(true);
    expect(await ended).toEqual([null, 'SIGTERM']);
    expect(existsSync(file)).toBe(false);
  });

  it('spares a stranger who was given the same number', async () => {
    const note = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; identity: string };
    writeFileSync(file, JSON.stringify({ ...note, identity: `${note.identity}0` }));
    expect(await endOrphan(file)).toBe(false);
    expect(sleeper.exitCode).toBeNull();
    expect(sleeper.signalCode).toBeNull();
  });

  it('knows when its process is gone', async () => {
    expect(recordedProcess(file)).toBe(sleeper.pid);
    const ended = once(sleeper, 'exit');
    sleeper.kill('SIGKILL');
    await ended;
    expect(recordedProcess(file)).toBeUndefined();
  });
});
