import { advisoryLocks } from '@casetrace/case-record';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, freshNamespace, temporalAddress } from '../../engines';
import { CutNetwork } from './cut-network';
import { OperatorsView } from './temporal-looks';
import { World } from './worker-under-test';

let network: CutNetwork;
let world: World;
let operators: OperatorsView;

beforeAll(async () => {
  network = await CutNetwork.to(temporalAddress());
  world = await World.begin({
    temporalAddress: network.address,
    environment: { TEMPORAL_CALL_MS: '1000', WATCH_SECONDS: '1', OVERDUE_GRACE_SECONDS: '30' },
  });
  operators = new OperatorsView(world.engine);
  await world.limits('noise', { idle: 4 });
});
afterAll(async () => {
  await world?.end();
  await network?.cut();
});

const health = async (): Promise<{ status: number; text: string }> => {
  const answer = await fetch(`${world.address}/health/ready`);
  return { status: answer.status, text: await answer.text() };
};

describe('an outage of Temporal', () => {
  it('delays nothing but the engine: cases are told when it is back, deadlines act once', async () => {
    const before = await world.record.registerCase({ category: 'noise' });
    await eventually(async () => expect(await operators.status(before.trackingNumber)).toBe('RUNNING'));
    expect(await health()).toMatchObject({ status: 200 });

    await network.cut();
    const during = await Promise.all(
      Array.from({ length: 50 }, () => world.record.registerCase({ category: 'unpaid-wages' })),
    );
    await eventually(async () => expect((await health()).text).toContain('temporalUnreachable'));
    expect((await health()).status).toBe(200);
    expect((await world.record.relay.backlog()).count).toBeGreaterThanOrEqual(50);
    // The read models go on meanwhile, and are between two statements at times.
    const [{ waiting }] = (await world.record.sql<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity a
       WHERE datname = current_database() AND state = 'idle in transaction' AND NOT EXISTS (
         SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory' AND l.objid = $1)`,
      [advisoryLocks.readModels],
    )) as [{ waiting: number }];
    expect(waiting).toBe(0);

    await network.mend();
    await eventually(async () => expect((await world.record.relay.backlog()).count).toBe(0), {
      withinMs: 20_000,
    });
    for (const { trackingNumber } of during) expect(await operators.status(trackingNumber)).toBe('RUNNING');
    await eventually(async () => expect((await health()).text).not.toContain('temporalUnreachable'));
    await eventually(
      async () => {
        const escalations = await world.record.sql<{ occurrence: string }>(
          `SELECT data::jsonb->>'occurrence' AS occurrence FROM case_events
         WHERE tracking_number = $1 AND type = 'IdleEscalated' ORDER BY sequence`,
          [before.trackingNumber],
        );
        expect(escalations.slice(0, 2)).toEqual([{ occurrence: '1' }, { occurrence: '2' }]);
      },
      { withinMs: 30_000 },
    );
  });

  it('does not keep the process from starting: it says what it waits for, and begins when Temporal is there', async () => {
    await world.stopWorker();
    await network.cut();
    await world.startWorker({ untilPolling: false });
    expect(await health()).toMatchObject({ status: 503 });
    await network.mend();
    await eventually(async () => expect(await health()).toMatchObject({ status: 200 }), { withinMs: 20_000 });
  });
});

describe('a namespace without its search attributes', () => {
  it('is not polled, and health says which are missing', async () => {
    const namespace = await freshNamespace({ withSearchAttributes: false });
    const unprepared = await World.on(world.databaseUrl, { namespace });
    await unprepared.startWorker({ untilPolling: false });
    try {
      await eventually(() =>
        expect(unprepared.process.workers.trouble).toMatch(/missing: CaseStatus, .*NextStep/),
      );
      expect(unprepared.process.workers.state).toBe('waiting');
    } finally {
      await unprepared.end();
    }
  });
});
