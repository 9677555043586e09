import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createLog, Metrics } from '@casetrace/service-kit';
import { RelayFigures } from '../figures';
import { type Engine, RelayToTemporal, type Undelivered } from './to-temporal';

const row = (trackingNumber: string, lane = 0): Undelivered & { lane: number } => ({
  situation: {
    trackingNumber,
    epoch: 1,
    version: 1,
    latestEvent: 'CaseRegistered',
    status: 'assigned',
    category: 'noise',
    responsibleDepartment: 'environment',
    responsibleOfficer: null,
    level: 0,
    nextDeadline: null,
    why: '',
    wakeInMs: null,
  },
  wantedVersion: 1,
  open: true,
  lane,
});

/** A queue in memory: what is claimed is leased for good. */
class QueueInMemory {
  readonly delivered_: string[] = [];
  readonly failed_: string[] = [];
  claims = 0;
  dueSoon = '';
  constructor(private waiting: ReturnType<typeof row>[]) {}

  claim(limit: number, _lease: number, lane: 0 | 1, dueWithinSeconds?: number): Promise<Undelivered[]> {
    this.claims += 1;
    const may = (each: Undelivered): boolean =>
      dueWithinSeconds === undefined || each.situation.trackingNumber === this.dueSoon;
    const taken = this.waiting.filter((each) => each.lane === lane && may(each)).slice(0, limit);
    this.waiting = this.waiting.filter((each) => !taken.includes(each));
    return Promise.resolve(taken);
  }
  delivered(rows: Pick<Undelivered, 'situation'>[]): Promise<void> {
    this.delivered_.push(...rows.map(({ situation }) => situation.trackingNumber));
    return Promise.resolve();
  }
  failed(trackingNumber: string): Promise<void> {
    this.failed_.push(trackingNumber);
    return Promise.resolve();
  }
}

const unavailable = Object.assign(new Error('14 UNAVAILABLE'), { code: 14 });
const invalid = Object.assign(new Error('3 INVALID_ARGUMENT'), { code: 3 });

let relay: RelayToTemporal;
afterEach(() => relay.stop());

/** Desks that are busy or not, and how often they heard that the engine has caught up. */
class Desks {
  busy = false;
  caughtUps = 0;
  comeFirst(): Promise<boolean> {
    return Promise.resolve(this.busy);
  }
  caughtUp(): void {
    this.caughtUps += 1;
  }
}

function begin(queue: QueueInMemory, engine: Partial<Engine>, concurrency = 4, desks = new Desks()): void {
  relay = new RelayToTemporal(
    queue,
    { tell: () => Promise.resolve(), probe: () => Promise.resolve(), ...engine },
    desks,
    { concurrency, importConcurrency: 1, pollMs: 5, leaseSeconds: 30 },
    createLog({ service: 'spec', level: 'silent' }),
    new RelayFigures(new Metrics('spec')),
  );
  relay.start();
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !condition(); tries++) await pause(5);
  expect(condition()).toBe(true);
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `case ${index}`);

describe('the relay to Temporal', () => {
  it('tells every case and never more at once than it may', async () => {
    const queue = new QueueInMemory(numbers(50).map((number) => row(number)));
    let now = 0;
    let most = 0;
    begin(queue, {
      tell: async () => {
        most = Math.max(most, ++now);
        await pause(2);
        now -= 1;
      },
    });
    await until(() => queue.delivered_.length === 50);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('puts off a case that Temporal refuses, and only that one', async () => {
    const queue = new QueueInMemory(numbers(9).map((number) => row(number)));
    begin(queue, {
      tell: ({ trackingNumber }) =>
        trackingNumber === 'case 3' ? Promise.reject(invalid) : Promise.resolve(),
    });
    await until(() => queue.delivered_.length === 8);
    expect(queue.failed_).toEqual(['case 3']);
    expect(queue.delivered_).not.toContain('case 3');
  });

  it('claims nothing while Temporal is down, and tells again what had failed when it is back', async () => {
    const queue = new QueueInMemory(numbers(30).map((number) => row(number)));
    let down = true;
    begin(queue, {
      tell: () => (down ? Promise.reject(unavailable) : Promise.resolve()),
      probe: () => (down ? Promise.reject(unavailable) : Promise.resolve()),
    });
    await until(() => relay.state === 'down');
    const { claims } = queue;
    await pause(50);
    expect(queue.claims).toBe(claims);
    down = false;
    await until(() => queue.delivered_.length === 30);
    expect(queue.failed_).toEqual([]);
    expect(relay.state).toBe('live');
  });

  it('puts off a case that alone gets no answer while Temporal answers', async () => {
    const queue = new QueueInMemory(numbers(5).map((number) => row(number)));
    begin(queue, {
      tell: ({ trackingNumber }) =>
        trackingNumber === 'case 2' ? Promise.reject(unavailable) : Promise.resolve(),
    });
    await until(() => queue.delivered_.length === 4 && queue.failed_.length === 1);
    expect(queue.failed_).toEqual(['case 2']);
  });

  it('leaves most of the way to live cases while an import goes on', async () => {
    const imported = numbers(20).map((number) => row(`imported ${number}`, 1));
    const queue = new QueueInMemory([...imported, ...numbers(20).map((number) => row(number))]);
    let importsNow = 0;
    let mostImports = 0;
    begin(queue, {
      tell: async ({ trackingNumber }) => {
        const isImport = trackingNumber.startsWith('imported');
        if (isImport) mostImports = Math.max(mostImports, ++importsNow);
        await pause(2);
        if (isImport) importsNow -= 1;
      },
    });
    await until(() => queue.delivered_.length === 40);
    expect(mostImports).toBe(1);
  });

  it('does not tell what the engine was answered just now, but what is newer than that', async () => {
    const known = row('case 0');
    const newer = row('case 1');
    const queue = new QueueInMemory([known, { ...newer, situation: { ...newer.situation, version: 2 } }]);
    const told: string[] = [];
    relay = new RelayToTemporal(
      queue,
      {
        tell: ({ trackingNumber }) => Promise.resolve(void told.push(trackingNumber)),
        probe: () => Promise.resolve(),
      },
      new Desks(),
      { concurrency: 4, importConcurrency: 1, pollMs: 5, leaseSeconds: 30 },
      createLog({ service: 'spec', level: 'silent' }),
      new RelayFigures(new Metrics('spec')),
    );
    relay.knows(known.situation);
    relay.knows(newer.situation);
    relay.start();
    await until(() => told.length === 1 && queue.delivered_.length === 4);
    expect(told).toEqual(['case 1']);
  });

  it('tells only what is due soon while the desks come first, and says when it has told all', async () => {
    const queue = new QueueInMemory(numbers(40).map((number) => row(number)));
    queue.dueSoon = 'case 7';
    const desks = new Desks();
    desks.busy = true;
    begin(queue, {}, 32, desks);
    await until(() => queue.claims >= 6);
    expect(queue.delivered_).toEqual(['case 7']);
    expect(desks.caughtUps).toBe(0);
    desks.busy = false;
    await until(() => queue.delivered_.length === 40 && desks.caughtUps > 0);
  });

  it('lets calls under way finish when it stops', async () => {
    const queue = new QueueInMemory([row('case 0')]);
    let finish = (): void => undefined;
    begin(queue, { tell: () => new Promise((resolve) => (finish = resolve)) });
    await until(() => queue.claims > 1);
    const stopped = relay.stop();
    finish();
    await stopped;
    expect(queue.delivered_).toEqual(['case 0']);
  });
});
