import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { stepBackAsSession } from './niceness';

const child = spawn('sleep', ['30'], { detached: true, stdio: 'ignore' });
afterEach(() => {
  child.kill('SIGKILL');
});

describe('stepping back as a session', () => {
  it('is what the kernel weighs the session by, and no error where it groups none', () => {
    const pid = child.pid ?? NaN;
    stepBackAsSession(pid, 7);
    const group = `/proc/${pid}/autogroup`;
    if (existsSync(group)) expect(readFileSync(group, 'utf8')).toMatch(/nice 7\s*$/);
    expect(() => stepBackAsSession(2 ** 30, 7)).not.toThrow();
  });
});
