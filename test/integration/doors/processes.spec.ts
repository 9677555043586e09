import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { freshDatabase, onDatabase } from '../../harness/databases';
import { accessCodeSecret } from '../../harness/record-programs';
import { staffKey } from '../../harness/staff-keys';
import { eventually } from '../../eventually';
import { pensionMatter, registered } from './registrations';

interface Program {
  child: ChildProcess;
  lines(): string;
  url(): string;
}
const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));

function run(service: string, settings: Record<string, string>): Program {
  const main = join(__dirname, '../../../apps', service, 'dist/main.js');
  if (!existsSync(main)) throw new Error(`${main} is not built: run "npm run build" first.`);
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let lines = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (lines += data.toString()));
  const url = () => /"url":"([^"]+)"/.exec(lines)?.[1] ?? '';
  return { child, lines: () => lines, url };
}

async function running(settings: Record<string, string>): Promise<Program> {
  const program = run('intake-service', { ACCESS_CODE_SECRET: accessCodeSecret, PORT: '0', ...settings });
  await eventually(async () => expect((await fetch(`${program.url()}/health/ready`)).status).toBe(200), {
    withinMs: 40_000,
  });
  return program;
}

describe.each(['intake-service', 'query-service'])('%s as a process', (service) => {
  it('says all that is wrong with its configuration at once and ends with 78', async () => {
    const { child, lines } = run(service, {
      PORT: 'http',
      ACCESS_CODE_SECRET: 'short-sesame',
      DATABASE_POOL_SIZE: '-1',
    });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(78);
    for (const variable of ['PORT', 'ACCESS_CODE_SECRET', 'DATABASE_POOL_SIZE', 'DATABASE_URL: is missing']) {
      expect(lines()).toContain(variable);
    }
    expect(lines()).not.toContain('sesame');
  });

  it('holds no client of Temporal or Kafka', () => {
    const main = join(__dirname, '../../../apps', service, 'dist/service.js');
    const script = `require(${JSON.stringify(main)});
      console.log(Object.keys(require.cache).filter((file) => /kafkajs|@temporalio.(client|worker)|grpc/.test(file)).length)`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    return once(child.stdout, 'data').then(([data]) => expect(String(data).trim()).toBe('0'));
  });
});

describe('a service that is told to stop', () => {
  it('finishes what it has begun, takes nothing new, closes its connections, and ends with 0', async () => {
    const database = await freshDatabase();
    const program = await running({ DATABASE_URL: database.url });
    const { number } = await registered({ intake: program.url() } as never);
    await onDatabase(database.url, async (client) => {
      await client.query('begin');
      await client.query('select 1 from cases where tracking_number = $1 for update', [number]);
      const agent = new Agent({ keepAlive: true });
      const waiting = send(`${program.url()}/v1/cases/${number}/statements`, agent);
      await eventually(() => expectWaiting(database.url));
      program.child.kill('SIGTERM');
      await eventually(() => expect(fetch(`${program.url()}/health/live`)).rejects.toThrow());
      await client.query('commit');
      expect(await waiting).toBe(200);
      agent.destroy();
    });
    const [code, signal] =
      program.child.exitCode === null ? await once(program.child, 'exit') : [program.child.exitCode];
    expect([code, signal ?? null]).toEqual([0, null]);
    await onDatabase(database.url, async (client) => {
      const { rows } = await client.query(
        "select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'intake-service'",
      );
      expect(rows).toEqual([{ n: 0 }]);
    });
  });
});

/** A statement on a connection that is kept alive; answers the status. */
function send(url: string, agent: Agent): Promise<number | undefined> {
  const body = JSON.stringify({ kind: 'fact', text: pensionMatter.details });
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${staffKey('window-1')}`,
      'content-type': 'application/json',
      'idempotency-key': 'while-stopping',
    };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode));
    });
    sent.once('error', reject).end(body);
  });
}

async function expectWaiting(databaseUrl: string): Promise<void> {
  await onDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
}
