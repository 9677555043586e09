import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseChangedSignal, caseSituationQuery } from '@casetrace/contracts';
import { eventually } from '../../engines';
import { onDatabase } from '../../harness/databases';
import { command } from '../record/record-under-test';
import { OperatorsView } from './temporal-looks';
import { World } from './worker-under-test';

let world: World;
let operators: OperatorsView;

beforeAll(async () => {
  world = await World.begin({ environment: { WATCH_SECONDS: '1', OVERDUE_GRACE_SECONDS: '1' } });
  operators = new OperatorsView(world.engine);
  await world.limits('noise', { idle: 3 });
});
afterAll(async () => world?.end());

const filer = { kind: 'filer', department: 'service-hall-windows', officer: null } as const;
const query = (trackingNumber: string) =>
  eventually(() => world.engine.client.workflow.getHandle(trackingNumber).query(caseSituationQuery));
const running = (trackingNumber: string) =>
  eventually(async () => expect(await operators.status(trackingNumber)).toBe('RUNNING'));

/** `npm run rebuild-workflows` as an operator runs it. */
async function rebuild(of: World, ...args: string[]): Promise<string> {
  const program = join(__dirname, '../../../apps/case-workflow-worker/dist/rebuild.js');
  const env = { ...process.env, ...of.environment };
  return (await promisify(execFile)(process.execPath, [program, ...args], { env })).stdout;
}

describe('what heals by itself', () => {
  it('brings a workflow back that somebody terminated, and its deadline acts', async () => {
    const { trackingNumber } = await world.record.registerCase({ category: 'noise' });
    await running(trackingNumber);
    await world.engine.client.workflow.getHandle(trackingNumber).terminate('by mistake');
    await eventually(async () => {
      const { level } = await world.record.cases.situation(trackingNumber);
      expect(level).toBeGreaterThan(0);
    });
    await running(trackingNumber);
  });

  it('ignores news that is older than what it knows', async () => {
    const { trackingNumber } = await world.record.registerCase({ category: 'unpaid-wages' });
    const first = await query(trackingNumber);
    await world.record.commands.execute(
      command(
        trackingNumber,
        { type: 'addStatement', body: { kind: 'fact', text: 'more' } },
        { actor: filer },
      ),
    );
    await eventually(async () => expect(await query(trackingNumber)).toMatchObject({ version: 2 }));
    const handle = world.engine.client.workflow.getHandle(trackingNumber);
    await handle.signal(caseChangedSignal, { ...first, status: 'closed' });
    expect(await query(trackingNumber)).toMatchObject({ version: 2, status: 'assigned' });
    expect(await operators.status(trackingNumber)).toBe('RUNNING');
  });

  it('reads the case itself where a workflow is begun by hand without being told', async () => {
    const { trackingNumber } = await world.record.registerCase({ category: 'unpaid-wages' });
    await running(trackingNumber);
    const { workflow } = world.engine.client;
    await workflow.getHandle(trackingNumber).terminate('by mistake');
    await workflow.start('caseProcedure', {
      workflowId: trackingNumber,
      taskQueue: 'case-deadlines',
      args: [{ trackingNumber }],
    });
    expect(await query(trackingNumber)).toMatchObject({ version: 1, status: 'assigned' });
  });

  it('goes on in a new run after a thousand signals, and loses none of them', async () => {
    const { trackingNumber } = await world.record.registerCase({ category: 'unpaid-wages' });
    const first = await query(trackingNumber);
    const { runId } = await operators.describe(trackingNumber);
    const handle = world.engine.client.workflow.getHandle(trackingNumber);
    const last = 1_300;
    for (let version = 2; version <= last; version += 50)
      await Promise.all(
        Array.from({ length: Math.min(50, last - version + 1) }, (_, index) =>
          handle.signal(caseChangedSignal, { ...first, version: version + index }),
        ),
      );
    await eventually(async () => expect(await query(trackingNumber)).toMatchObject({ version: last }), {
      withinMs: 40_000,
    });
    const now = await operators.describe(trackingNumber);
    expect(now.runId).not.toBe(runId);
    expect(now.historyLength).toBeLessThan(2_500);
  }, 90_000);

  it('moves the deadlines of open cases when a policy is published (P2)', async () => {
    const { trackingNumber } = await world.record.registerCase({ category: 'waste-water' });
    await running(trackingNumber);
    await world.limits('waste-water', { idle: 1 });
    await eventually(async () => {
      const rows = await world.record.sql<{ type: string }>(
        'SELECT type FROM case_events WHERE tracking_number = $1 ORDER BY sequence',
        [trackingNumber],
      );
      expect(rows.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['DeadlineRecalculated', 'IdleEscalated']),
      );
    });
  });
});

describe('rebuild-workflows', () => {
  it('gets everything back into an empty Temporal', async () => {
    const numbers = await Promise.all(
      Array.from(
        { length: 40 },
        async () => (await world.record.registerCase({ category: 'unpaid-wages' })).trackingNumber,
      ),
    );
    await world.stopWorker();
    const wiped = await World.on(world.databaseUrl);
    try {
      await wiped.startWorker();
      await eventually(async () => expect((await world.record.relay.backlog()).count).toBe(0));
      const said = await rebuild(wiped);
      expect(said).toMatch(/rebuilt: \d+ cases told, 0 refused, 0 workflows ended/);
      for (const number of numbers)
        await expect(new OperatorsView(wiped.engine).status(number)).resolves.toBe('RUNNING');
    } finally {
      await wiped.end();
      await world.startWorker();
    }
  }, 120_000);

  it('makes an older record the truth for newer workflows, and ends those it does not have', async () => {
    const kept = await world.record.registerCase({ category: 'unpaid-wages' });
    const older = await copyOf(world.databaseUrl);
    const lost = await world.record.registerCase({ category: 'unpaid-wages' });
    await world.record.commands.execute(
      command(
        kept.trackingNumber,
        { type: 'addStatement', body: { kind: 'fact', text: 'later' } },
        { actor: filer },
      ),
    );
    await eventually(async () => expect(await query(kept.trackingNumber)).toMatchObject({ version: 2 }));
    await running(lost.trackingNumber);
    // Listing is a little behind what runs.
    await eventually(async () => {
      const { count } = await world.engine.client.workflow.count(`WorkflowId = '${lost.trackingNumber}'`);
      expect(count).toBe(1);
    });
    await world.stopWorker();

    const restored = await World.on(older, { namespace: world.engine.namespace });
    try {
      await restored.startWorker();
      const said = await rebuild(restored, '--restored');
      expect(said).toContain('epoch 2');
      expect(await query(kept.trackingNumber)).toMatchObject({ epoch: 2, version: 1 });
      expect(await operators.status(lost.trackingNumber)).toBe('TERMINATED');
    } finally {
      await restored.end();
      await world.startWorker();
    }
  }, 120_000);
});

/** The database as it is now, under another name. */
async function copyOf(url: string): Promise<string> {
  const name = new URL(url).pathname.slice(1);
  const copy = `${name}_older`;
  const server = new URL(url);
  server.pathname = '/postgres';
  await world.stopWorker();
  await world.record.close();
  await onDatabase(server.toString(), (client) => client.query(`create database ${copy} template ${name}`));
  await world.reopenRecord();
  await world.startWorker();
  const address = new URL(url);
  address.pathname = `/${copy}`;
  return address.toString();
}
