import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Niceness, stepBackAsSession, steppingBack } from './niceness';

const said = `console.log([require('os').getPriority(), process.pid, ...process.argv.slice(1)].join('|')); setTimeout(() => {}, 30_000)`;
const hasIdleClass = process.platform === 'linux';

let child: ReturnType<typeof spawn> | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
});

/** Starts a program that says its niceness, its number and its arguments. */
async function begin(niceness: Niceness): Promise<string> {
  const [program, args] = steppingBack(niceness, process.execPath, ['-e', said, 'a word', '$0']);
  child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return line.toString().trim();
}

describe('a process that steps back', () => {
  it.each([
    [0, 0],
    [7, 7],
    ['idle', 19],
  ] as const)(
    'of niceness %s runs at %i in the process that was started, with its arguments',
    async (niceness, expected) => {
      expect(await begin(niceness)).toBe(`${expected}|${child?.pid}|a word|$0`);
    },
  );

  (hasIdleClass ? it : it.skip)('is of the idle class where there is one', async () => {
    await begin('idle');
    expect(execFileSync('chrt', ['-p', String(child?.pid)]).toString()).toContain('SCHED_IDLE');
  });

  it.each([
    [7, 7],
    ['idle', 19],
  ] as const)(
    'of niceness %s is weighed by the kernel as a session of %i, where it weighs sessions',
    async (niceness, expected) => {
      await begin(niceness);
      const pid = child?.pid ?? NaN;
      stepBackAsSession(pid, niceness);
      const group = `/proc/${pid}/autogroup`;
      if (existsSync(group)) expect(readFileSync(group, 'utf8')).toMatch(new RegExp(`nice ${expected}\\s*$`));
      expect(() => stepBackAsSession(2 ** 30, niceness)).not.toThrow();
    },
  );
});
