import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshPorts, isAlive, Launcher, type Ports } from './ground/launcher';

const downloads = join(__dirname, '..', '..', '.casetrace', 'downloads');
const intakePid = join('run', 'intake-service.json');

let state: string;
let ports: Ports;
let launcher: Launcher;
let trackingNumber: string;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'casetrace-start-'));
  if (existsSync(downloads)) cpSync(downloads, join(state, 'downloads'), { recursive: true });
  ports = await freshPorts();
  launcher = new Launcher(state, ports);
});
afterAll(async () => {
  await launcher.stop();
  rmSync(state, { recursive: true, force: true });
});

const intake = (path: string): string => `http://127.0.0.1:${ports.INTAKE_PORT}${path}`;
async function isReady(): Promise<boolean> {
  return fetch(intake('/health/ready')).then(
    ({ ok }) => ok,
    () => false,
  );
}

describe('npm start', () => {
  it('brings everything up, says where it is, and ends with `ready` and the seconds', async () => {
    await launcher.says(/^ready in [\d.]+ s$/);
    for (const address of [intake('/docs'), `http://127.0.0.1:${ports.TEMPORAL_UI_PORT}`])
      expect(launcher.text).toContain(address);
    for (const step of [
      'migrations',
      'guidance',
      'Kafka',
      'Temporal',
      'case-workflow-worker',
      'event-publisher',
    ])
      expect(launcher.text).toMatch(new RegExp(`✓ ${step} \\(`));
    expect(launcher.pids().size).toBe(9);
  });

  it('shows a first request that registers a case as it stands there', async () => {
    const from = launcher.said.findIndex((line) => line.startsWith('curl '));
    const typed = launcher.said.slice(from, from + 4).join('\n');
    const quoted = [...typed.matchAll(/-(H|d) '([^']*)'/g)].map(([, flag, text = '']) => ({ flag, text }));
    const headers = quoted
      .filter(({ flag }) => flag === 'H')
      .map(({ text }) => text.split(': ') as [string, string]);
    const response = await fetch(/curl (\S+)/.exec(typed)?.[1] ?? '', {
      method: 'POST',
      headers,
      body: quoted.find(({ flag }) => flag === 'd')?.text ?? '',
    });
    const answer = (await response.json()) as { trackingNumber: string };
    expect([response.status, answer.trackingNumber]).toEqual([201, expect.stringMatching(/^CT-/)]);
    trackingNumber = answer.trackingNumber;
  });

  it('runs the demo to its end', async () => {
    const { code, output } = await launcher.run(process.execPath, ['test/demo/dist/demo.js']);
    expect(output).toMatch(/IdleEscalated|idle/i);
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  });

  it('starts a service again that died, and says so', async () => {
    const before = launcher.pids().get(intakePid)!;
    process.kill(before, 'SIGKILL');
    await launcher.says(/intake-service.*(ended|died|again)/i, 30_000);
    for (let tries = 0; !(await isReady()); tries++) {
      expect(tries).toBeLessThan(60);
      await pause(500);
    }
    expect(launcher.pids().get(intakePid)).not.toBe(before);
  });

  it('refuses a second start on the same folder, and one on a busy port, leaving nothing behind', async () => {
    const second = new Launcher(state, await freshPorts());
    expect(await second.exit()).toBe(1);
    expect(second.text).toContain('Casetrace already runs on');
    const other = mkdtempSync(join(tmpdir(), 'casetrace-busy-'));
    const third = new Launcher(other, { ...(await freshPorts()), QUERY_PORT: ports.QUERY_PORT });
    expect(await third.exit()).toBe(1);
    expect(third.text).toMatch(new RegExp(`${ports.QUERY_PORT}.*QUERY_PORT`, 's'));
    expect(third.pids().size).toBe(0);
    rmSync(other, { recursive: true });
  });

  it('stops everything in order at SIGTERM, and a second start finds the case', async () => {
    const pids = [...launcher.pids().values()];
    expect(await launcher.stop()).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    launcher = new Launcher(state, ports);
    await launcher.says(/^ready in/);
    const answer = await fetch(intake(`/v1/cases/${trackingNumber}`));
    // It is there: whoever asks without the access code is told that one is wanted, not that there is no such case.
    expect([answer.status, launcher.text.includes('ctk_')]).toEqual([401, true]);
    expect(await launcher.stop('SIGINT')).toBe(0);
  });

  it('stops in the middle of a start too', async () => {
    launcher = new Launcher(state, ports);
    await launcher.says(/✓ PostgreSQL/);
    const pids = [...launcher.pids().values()];
    await launcher.stop();
    expect(pids.length).toBeGreaterThan(0);
    expect([...pids, ...launcher.pids().values()].filter(isAlive)).toEqual([]);
    expect(createServer().listen(Number(ports.POSTGRES_PORT)).close()).toBeDefined();
  });
});
