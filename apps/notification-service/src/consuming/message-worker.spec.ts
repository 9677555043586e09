import { describe, expect, it } from '@jest/globals';
import { createLog } from '@casetrace/service-kit';
import { Registry } from 'prom-client';
import { sampleMessage } from '../audience/sample-events';
import { ConsumingFigures } from './consuming-figures';
import type { GivenUp, IncomingMessage } from './dead-letters';
import { MessageWorker } from './message-worker';

const log = createLog({ service: 'test', level: 'silent' });
const quick = { firstMs: 1, longestMs: 2 };
const message = (value: string): IncomingMessage => ({
  topic: 'case-events.v1',
  partition: 2,
  offset: '17',
  key: null,
  value: Buffer.from(value),
  headers: {},
});
const good = message(JSON.stringify(sampleMessage('CaseTransferred')));

/** A worker whose effect fails in the given ways, one after the other, and then succeeds. */
function workerOver(failures: ('own' | 'outage')[], buryFails = 0) {
  const tries: number[] = [];
  const buried: GivenUp[] = [];
  const controller = new AbortController();
  let buryFailures = buryFails;
  const worker = new MessageWorker(
    {
      effect: () => {
        tries.push(Date.now());
        const failure = failures.shift();
        return failure ? Promise.reject(new Error(failure)) : Promise.resolve();
      },
      outages: { isOutage: (error) => Promise.resolve((error as Error).message === 'outage') },
      deadLetters: {
        bury: (_, reason) => {
          if (buryFailures-- > 0) return Promise.reject(new Error('Kafka is away'));
          buried.push(reason);
          return Promise.resolve();
        },
      },
      figures: new ConsumingFigures(new Registry()),
      log,
    },
    { attempts: 3, betweenAttempts: quick, duringOutage: quick, effectTimeoutMs: 1_000 },
  );
  let heartbeats = 0;
  const heartbeat = () => {
    heartbeats += 1;
    return Promise.resolve();
  };
  const pulse = { heartbeat, signal: controller.signal };
  return { worker, tries, buried, pulse, controller, heartbeats: () => heartbeats };
}

describe('MessageWorker', () => {
  it('tries a message again that failed, and lets its offset be committed', async () => {
    const { worker, tries, buried, pulse, heartbeats } = workerOver(['own', 'own']);
    expect(await worker.workOff(good, pulse)).toBe(true);
    expect(tries).toHaveLength(3);
    expect(buried).toEqual([]);
    expect(heartbeats()).toBeGreaterThanOrEqual(2);
  });

  it('gives a message up that fails as often as it may, with what is known of it', async () => {
    const { worker, tries, buried, pulse } = workerOver(['own', 'own', 'own', 'own']);
    expect(await worker.workOff(good, pulse)).toBe(true);
    expect(tries).toHaveLength(3);
    expect(buried).toEqual([{ error: 'Error: own', attempts: 3, firstFailureAt: expect.any(Number) }]);
  });

  it('waits an outage out, however long, and does not count it', async () => {
    const outages = Array<'outage'>(40).fill('outage');
    const { worker, tries, buried, pulse } = workerOver([...outages, 'own', ...outages, 'own']);
    expect(await worker.workOff(good, pulse)).toBe(true);
    expect(tries).toHaveLength(83);
    expect(buried).toEqual([]);
  });

  it('gives up at once what it cannot read, and never drops it while Kafka is away', async () => {
    const { worker, tries, buried, pulse } = workerOver([], 4);
    expect(await worker.workOff(message('no JSON'), pulse)).toBe(true);
    expect(tries).toEqual([]);
    expect(buried).toMatchObject([{ error: 'the value is not JSON', attempts: 1 }]);
  });

  it('leaves the offset alone when it is stopped in the middle', async () => {
    const { worker, pulse, controller } = workerOver(Array<'outage'>(1000).fill('outage'));
    setTimeout(() => controller.abort(), 20);
    expect(await worker.workOff(good, pulse)).toBe(false);
  });

  it('stops when the group gave the partition to another copy', async () => {
    const { worker, pulse, buried } = workerOver(['own', 'own', 'own']);
    const lost = () => Promise.reject(new Error('rebalancing'));
    await expect(worker.workOff(good, { ...pulse, heartbeat: lost })).rejects.toThrow('rebalancing');
    expect(buried).toEqual([]);
  });
});
