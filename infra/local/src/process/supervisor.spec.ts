import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultBackoff, superviseProcess, type SupervisedProcess, waitBeforeRestart } from './supervisor';

const server = `
  const http = require('node:http');
  console.log('begun', process.pid);
  http.createServer((request, response) => response.end()).listen(Number(process.env.PORT), '127.0.0.1');
  if (process.env.STUBBORN) process.on('SIGTERM', () => console.log('no'));
`;

describe('a supervised process', () => {
  let folder: string;
  let said: string[];
  let supervised: SupervisedProcess | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casetrace-supervisor-'));
    said = [];
  });
  afterEach(async () => {
    await supervised?.stop();
    supervised = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  async function supervise(script: string, env: NodeJS.ProcessEnv = {}): Promise<SupervisedProcess> {
    const port = await freePort();
    const program = join(folder, 'program.js');
    writeFileSync(program, script);
    supervised = await superviseProcess({
      name: 'stand-in',
      command: process.execPath,
      args: [program],
      env: { ...env, PORT: String(port) },
      cwd: folder,
      logFile: join(folder, 'stand-in.log'),
      readyUrl: `http://127.0.0.1:${port}/`,
      stopGraceMs: 300,
      readyTimeoutMs: 10_000,
      backoff: { firstMs: 20, longestMs: 80, resetAfterMs: 60_000 },
      say: (line) => said.push(line),
    });
    return supervised;
  }

  it('is started again when it is killed, and that is said', async () => {
    const process = await supervise(server);
    await process.ready();
    const first = process.pid;
    process.kill('SIGKILL');
    await until(() => said.some((line) => line.includes('is back')));
    expect(process.pid).not.toBe(first);
    expect(process.restarts).toBe(1);
    expect(said[0]).toMatch(/^stand-in ended \(signal SIGKILL\); starting it again in 0.02 s/);
    expect(readFileSync(process.logFile, 'utf8').match(/begun/g)).toHaveLength(2);
  });

  it('waits longer after each further end, up to a limit', async () => {
    const process = await supervise('process.exit(7)');
    await until(() => process.restarts >= 4);
    const waits = said.map((line) => /again in ([\d.]+) s/.exec(line)?.[1]).filter(Boolean);
    expect(waits.slice(0, 4)).toEqual(['0.02', '0.04', '0.08', '0.08']);
    expect(said[0]).toContain('exit code 7');
  });

  it('reports a start that fails with the last lines of the log', async () => {
    const process = await supervise(`console.error('no such column'); process.exit(2)`);
    await expect(process.ready()).rejects.toThrow(
      /ended before it was ready \(exit code 2\)[^]*no such column[^]*log: /,
    );
  });

  it('stays ended once it is stopped', async () => {
    const process = await supervise(server);
    await process.ready();
    await process.stop();
    expect(process.pid).toBeUndefined();
    await delay(100);
    expect(process.pid).toBeUndefined();
    expect(said).toEqual([]);
  });

  it('is killed after its grace time when it does not listen', async () => {
    const process = await supervise(server, { STUBBORN: 'yes' });
    await process.ready();
    const ended = process.ended();
    await process.stop();
    expect(await ended).toBe('signal SIGKILL');
  });

  it('is stopped also while it is frozen', async () => {
    const process = await supervise(server);
    await process.ready();
    process.kill('SIGSTOP');
    await process.stop();
    expect(process.pid).toBeUndefined();
  });
});

it('the usual waits double from half a second to half a minute', () => {
  const waits = [1, 2, 3, 6, 7, 20].map((ends) => waitBeforeRestart(ends, defaultBackoff));
  expect(waits).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000]);
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(10);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
