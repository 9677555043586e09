import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../eventually';
import type { Committed, DoorAnswer, Registered } from '../harness/doors-client';
import { serviceNames } from '../harness/system';
import { everythingCarried } from './ground/carried';
import { OwnSystem } from './ground/own-system';
import { engineFaults } from './invariants';
import { newsFaults, publishedOf } from './invariants/news';
import { readRecord } from './invariants/recorded';
import { aMatter } from './load/registering';

const ordinary = 'social-insurance-pensions';
const officer = 'social-insurance-counter-1';

let own: OwnSystem;
beforeAll(async () => {
  own = await OwnSystem.start({ environment: { LOG_LEVEL: 'warn' } });
});
afterAll(() => own?.end());

const register = (key: string): Promise<DoorAnswer<Registered>> =>
  own.as('hotline-system').intake('POST', '/v1/cases', {
    body: aMatter(ordinary),
    headers: { 'Idempotency-Key': key },
  });

const state = (number: string, text: string, key: string): Promise<DoorAnswer<Committed>> =>
  own.as('hotline-system').intake('POST', `/v1/cases/${number}/statements`, {
    body: { kind: 'fact', text },
    headers: { 'Idempotency-Key': key },
  });

const progress = (number: string, text: string, key: string): Promise<DoorAnswer<Committed>> =>
  own.as(officer).query('POST', `/v1/cases/${number}/actions/record-progress`, {
    body: { text },
    headers: { 'Idempotency-Key': key },
  });

const health = async (name: string, which: 'live' | 'ready'): Promise<number> =>
  (await fetch(`${own.system.address(name)}/health/${which}`, { signal: AbortSignal.timeout(6_000) })).status;

interface Rows {
  cases: number;
  events: number;
  texts: number;
  accepted: number;
  sync: number;
}

async function rowsOfTheRecord(): Promise<Rows> {
  const [row] = await own.rows<Rows>(`
    select (select count(*)::int from cases) as cases, (select count(*)::int from case_events) as events,
      (select count(*)::int from case_texts) as texts, (select count(*)::int from accepted_commands) as accepted,
      (select count(*)::int from workflow_sync) as sync`);
  return row!;
}

async function timed<Value>(ask: () => Promise<Value>): Promise<{ answer: Value; ms: number }> {
  const begun = performance.now();
  const answer = await ask();
  return { answer, ms: performance.now() - begun };
}

const doors = ['intake-service', 'query-service'] as const;

describe('while PostgreSQL is down', () => {
  it('answers 503 with Retry-After at once, does nothing by halves, and works again without a restart', () =>
    own.watch(async () => {
      const before = await register('before');
      expect(before.status).toBe(201);
      const number = before.body.trackingNumber;
      expect((await progress(number, '之前', 'progress-before')).status).toBe(200);
      await everythingCarried(own);
      const rows = await rowsOfTheRecord();
      const pids = await Promise.all(serviceNames.map((name) => own.service(name).pid()));

      await own.engine('postgres').crash();
      const slowest = await expectUnavailable(number);
      console.log(`slowest 503 while PostgreSQL was down: ${slowest.toFixed(0)} ms`);
      for (const name of serviceNames) expect([name, await health(name, 'live')]).toEqual([name, 200]);
      for (const name of doors) expect([name, await health(name, 'ready')]).toEqual([name, 503]);

      await own.engine('postgres').start();
      await own.engine('postgres').ready();
      await eventually(async () => {
        for (const name of serviceNames) expect([name, await health(name, 'ready')]).toEqual([name, 200]);
      });
      expect(await rowsOfTheRecord()).toEqual(rows);
      expect(await register('during')).toMatchObject({ status: 201, body: { replayed: false } });
      expect(await progress(number, '期间', 'progress-during')).toMatchObject({
        status: 200,
        body: { replayed: false },
      });
      expect(await state(number, '期间', 'statement-during')).toMatchObject({ status: 200 });
      expect((await register('before')).body).toMatchObject({ trackingNumber: number, replayed: true });
      expect(await Promise.all(serviceNames.map((name) => own.service(name).pid()))).toEqual(pids);
      await everythingCarried(own);
      await own.verify();
    }));

  /** Asks every kind of thing at both doors, some of each at once; answers the slowest time in milliseconds. */
  async function expectUnavailable(number: string): Promise<number> {
    const asks = [
      () => register('during'),
      () => state(number, '期间', 'statement-during'),
      () => progress(number, '期间', 'progress-during'),
      () => own.as(officer).query('GET', `/v1/cases/${number}`),
      () => own.as(officer).query('GET', '/v1/worklist'),
      () => own.as('hotline-system').intake('GET', `/v1/cases/${number}`),
    ];
    const answers = await Promise.all([...asks, ...asks, ...asks].map(timed));
    for (const { answer } of answers) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'recordUnavailable' } });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|postgres|127\.0\.0\.1/i);
    }
    const slowest = Math.max(...answers.map(({ ms }) => ms));
    expect(slowest).toBeLessThan(1_500);
    return slowest;
  }
});

describe('while PostgreSQL hangs', () => {
  it('answers 503 within seconds instead of holding its callers, and says so of its health', () =>
    own.watch(async () => {
      const { body } = await register('before-the-hang');
      const children = await postgresProcesses();
      signal(children, 'SIGSTOP');
      try {
        const { answer, ms } = await timed(() =>
          progress(body.trackingNumber, '期间', 'progress-in-the-hang'),
        );
        console.log(`a command while PostgreSQL hung: ${answer.status} after ${ms.toFixed(0)} ms`);
        expect(answer.status).toBe(503);
        expect(ms).toBeLessThan(15_000);
        for (const name of doors) expect([name, await health(name, 'live')]).toEqual([name, 200]);
        for (const name of doors) expect([name, await health(name, 'ready')]).toEqual([name, 503]);
      } finally {
        signal(children, 'SIGCONT');
      }
      const after = await eventually(async () => {
        const answer = await progress(body.trackingNumber, '期间', 'progress-in-the-hang');
        expect(answer.status).toBe(200);
        return answer;
      });
      expect(after.body.version).toBe(2);
      const entries = await own.count(
        `select from case_events where tracking_number = '${body.trackingNumber}' and type = 'ProgressRecorded'`,
      );
      expect(entries).toBe(1);
    }));

  /** The server and its backends: a stopped postmaster alone lets its connections work on. */
  async function postgresProcesses(): Promise<number[]> {
    const pids = await own.rows<{ pid: number }>('select pid from pg_stat_activity');
    return [(await own.engine('postgres').pid())!, ...pids.map(({ pid }) => pid)];
  }

  function signal(pids: readonly number[], name: NodeJS.Signals): void {
    for (const pid of pids)
      try {
        process.kill(pid, name);
      } catch {
        // a backend that has ended since
      }
  }
});

describe('while Temporal and Kafka are down', () => {
  it('registers, takes statements and actions as ever, and carries them when they are back', () =>
    own.watch(async () => {
      const old = (await register('an-older-case')).body.trackingNumber;
      await everythingCarried(own);
      await Promise.all([own.engine('temporal').crash(), own.engine('kafka').crash()]);
      const numbers: string[] = [];
      for (let count = 0; count < 20; count++) {
        const { answer, ms } = await timed(() => register(randomUUID()));
        expect(answer.status).toBe(201);
        expect(ms).toBeLessThan(1_000);
        numbers.push(answer.body.trackingNumber);
      }
      for (const number of [old, ...numbers]) {
        expect((await state(number, '没有引擎', randomUUID())).status).toBe(200);
        expect((await progress(number, '没有引擎', randomUUID())).status).toBe(200);
      }
      const withdrawn = await own.as('hotline-system').intake('POST', `/v1/cases/${numbers[0]!}/withdrawal`, {
        body: {},
        headers: { 'Idempotency-Key': randomUUID() },
      });
      expect(withdrawn.status).toBe(200);
      for (const name of doors) expect([name, await health(name, 'ready')]).toEqual([name, 200]);

      await Promise.all([own.engine('temporal').start(), own.engine('kafka').start()]);
      await Promise.all([own.engine('temporal').ready(), own.engine('kafka').ready()]);
      await everythingCarried(own);
      const recorded = await readRecord(own);
      expect(newsFaults(recorded, await publishedOf(recorded, own.engines.kafkaBrokers))).toEqual([]);
      await eventually(async () => expect(await engineFaults(own)).toEqual([]));
      await own.verify();
    }));
});
