import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../eventually';
import { eventsOnKafka } from '../harness/kafka-topics';
import { serviceNames } from '../harness/system';
import { everythingCarried } from './ground/carried';
import { openCases, wrongKnowledge } from './ground/knowledge';
import { OwnSystem } from './ground/own-system';
import { runWorkerProgram } from './ground/programs';
import { engineFaults } from './invariants';
import { atMost } from './load/at-most';
import { registerMany } from './load/registering';

const openCount = 500;
const closedCount = 30;
const ordinary = 'social-insurance-pensions';
const counter = 'social-insurance-counter';
const officer = 'social-insurance-counter-1';
const run = promisify(execFile);

let own: OwnSystem;
let closed: string[];
let open: string[];
beforeAll(async () => {
  own = await OwnSystem.start({
    environment: { LOG_LEVEL: 'warn', WATCH_SECONDS: '2', OVERDUE_GRACE_SECONDS: '3' },
  });
  const never = 86_400;
  await own.publishSeconds('noise', counter, {
    idle: 8,
    unresolved: never,
    accountLead: 60,
    confirmation: never,
  });
  const numbers = (await registerMany(own, openCount + closedCount, ordinary)).map(
    ({ trackingNumber }) => trackingNumber,
  );
  closed = numbers.slice(0, closedCount);
  open = numbers.slice(closedCount);
  await atMost(8, closed, (number) => withdraw(number));
  await everythingCarried(own);
});
afterAll(() => own?.end());

const withdraw = (number: string) => own.as('window-1').act(number, 'withdraw', {});
const progress = (number: string) => own.as(officer).act(number, 'recordProgress', { text: '正在核对。' });

/** Nothing waits, and every open case has a run that knows what the record says; no other case has one. */
async function expectTheEngineToKnowTheRecord(): Promise<void> {
  await everythingCarried(own);
  await eventually(async () => expect(await engineFaults(own)).toEqual([]), {
    withinMs: 120_000,
    everyMs: 500,
  });
  await eventually(async () => expect(await wrongKnowledge(own)).toEqual([]), {
    withinMs: 60_000,
    everyMs: 1_000,
  });
}

describe('a Temporal database that is lost', () => {
  it('gets back from PostgreSQL alone every workflow that should run, with the right next deadline, and no other', () =>
    own.watch(async () => {
      await expectTheEngineToKnowTheRecord();
      expect((await own.running()).size).toBe(openCount);
      await own.engine('temporal').crash();
      const file = join(own.keeper.folder, 'temporal', 'temporal.db');
      for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
      await own.engine('temporal').start();
      await own.engine('temporal').ready();
      await runWorkerProgram(own, 'setup');
      expect([...(await own.running())]).toEqual([]);

      const begun = performance.now();
      await runWorkerProgram(own, 'rebuild');
      await expectTheEngineToKnowTheRecord();
      console.log(
        `${open.length} cases ran again after ${((performance.now() - begun) / 1000).toFixed(1)} s`,
      );
      expect((await own.running()).size).toBe(openCount);
      const acted = await progress(open[0]!);
      expect(acted.version).toBe(2);
      await expectTheEngineToKnowTheRecord();
    }));
});

describe('workflows that somebody terminates by hand', () => {
  it('come back by themselves when their deadline is overdue, and each deadline acts once', () =>
    own.watch(async () => {
      const cases = await registerMany(own, 20, 'noise');
      await everythingCarried(own);
      for (const { trackingNumber } of cases)
        await (await own.workflowOf(trackingNumber)).terminate('by hand');
      for (const { trackingNumber, nextDeadline } of cases)
        await eventually(
          async () => {
            const steps = await own.rows<{ at: Date; occurrence: string }>(
              `select effective_at as at, data::json ->> 'occurrence' as occurrence from case_events
               where tracking_number = $1 and type = 'IdleEscalated' order by sequence`,
              [trackingNumber],
            );
            expect(steps[0]?.at.toISOString()).toBe(nextDeadline?.dueAt);
            expect(new Set(steps.map(({ occurrence }) => occurrence)).size).toBe(steps.length);
          },
          { withinMs: 60_000, everyMs: 250 },
        );
      await eventually(async () => expect(await engineFaults(own)).toEqual([]), { withinMs: 30_000 });
      for (const { trackingNumber } of cases) await withdraw(trackingNumber);
    }));
});

describe('an older copy of the record put back under newer workflows', () => {
  it('is what the engine knows after the rebuilding, and the second sequence of events is told from the first', () =>
    own.watch(async () => {
      const postgres = own.engine('postgres');
      const [row] = await own.rows<{ data_directory: string }>('show data_directory');
      const data = row!.data_directory;
      const copy = `${data}.copy`;
      await everythingCarried(own);
      await postgres.stop();
      await run('cp', ['-a', data, copy]);
      await postgres.start();
      await postgres.ready();
      await eventually(() => progress(open[1]!));
      const atCopy = 1;

      const [worked, withdrawn, reopened] = [open.slice(10, 50), open.slice(50, 60), closed.slice(0, 10)];
      const lost = (await registerMany(own, 40, ordinary)).map(({ trackingNumber }) => trackingNumber);
      await atMost(8, worked, async (number) => {
        await progress(number);
        await progress(number);
      });
      await atMost(8, withdrawn, withdraw);
      await atMost(8, reopened, (number) =>
        own.as('window-1').act(number, 'reopen', { reason: '仍有问题。' }),
      );
      await expectTheEngineToKnowTheRecord();

      for (const name of serviceNames) await own.service(name).stop();
      await postgres.stop();
      rmSync(data, { recursive: true });
      await run('mv', [copy, data]);
      await postgres.start();
      await postgres.ready();
      // Nothing may be written before the epoch is raised: the services begin while the rebuilding waits for the worker.
      const rebuilt = runWorkerProgram(own, 'rebuild', '--restored');
      await eventually(async () =>
        expect(await own.rows('select epoch from record_epoch')).toEqual([{ epoch: 2 }]),
      );
      for (const name of serviceNames) await own.service(name).start();
      for (const name of serviceNames) await own.service(name).ready();
      console.log(await rebuilt);
      await expectTheEngineToKnowTheRecord();

      const running = await own.running();
      for (const number of [...lost, ...reopened])
        expect([number, running.has(number)]).toEqual([number, false]);
      for (const number of [...worked, ...withdrawn])
        expect([number, running.has(number)]).toEqual([number, true]);
      expect(new Set((await openCases(own)).map(({ epoch }) => epoch))).toEqual(new Set([2]));

      await atMost(8, worked, async (number) => expect((await progress(number)).version).toBe(atCopy + 1));
      await expectTheEngineToKnowTheRecord();
      const events = await eventsOnKafka(own.engines.kafkaBrokers);
      try {
        await eventually(() => {
          for (const number of worked)
            expect(events.of(number).map(({ id }) => id)).toEqual([
              `${number}.1.1`,
              `${number}.1.2`,
              `${number}.1.3`,
              `${number}.2.2`,
            ]);
        });
      } finally {
        await events.stop();
      }
      await own.verify();
    }));
});
