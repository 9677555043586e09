import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backlogWatchId, reviewSituationQuery, reviewWorkflowId } from '@casetrace/contracts';
import { eventually } from '../../engines';
import { OperatorsView } from '../worker/temporal-looks';
import { World } from '../worker/worker-under-test';
import { findings, pensions, ReviewsUnderTest } from './reviews-under-test';

let world: World;
let operators: OperatorsView;
let reviews: ReviewsUnderTest;
let id: string;

beforeAll(async () => {
  world = await World.begin({ environment: { WATCH_SECONDS: '1', OVERDUE_GRACE_SECONDS: '1' } });
  operators = new OperatorsView(world.engine);
  reviews = new ReviewsUnderTest(world.record);
}, 180_000);
afterAll(async () => world?.end());

const situation = (review: string) =>
  world.engine.client.workflow.getHandle(reviewWorkflowId(review)).query(reviewSituationQuery);
/** `npm run rebuild-workflows` as an operator runs it. */
async function rebuild(of: World, ...args: string[]): Promise<string> {
  const program = join(__dirname, '../../../apps/case-workflow-worker/dist/rebuild.js');
  const env = { ...process.env, ...of.environment };
  return (await promisify(execFile)(process.execPath, [program, ...args], { env })).stdout;
}

describe('the schedule that watches backlogs', () => {
  it('looks every twenty seconds, one look at a time, and catches up no more than one', async () => {
    const { spec, policies } = await eventually(() =>
      world.engine.client.schedule.getHandle(backlogWatchId).describe(),
    );
    expect(spec.intervals).toMatchObject([{ every: 20_000 }]);
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 20_000 });
  });

  it('opens a review within a minute of the crossing, and the engine runs it', async () => {
    await reviews.limits(pensions, { age: { amount: 1, unit: 'seconds' } });
    await reviews.pile(5);
    const crossed = Date.now() + 1_000;
    const [review] = await eventually(
      async () => {
        const { items } = await reviews.reader.list({ open: true }, { limit: 9 });
        expect(items).toHaveLength(1);
        return items;
      },
      { withinMs: 70_000, everyMs: 250 },
    );
    expect(Date.parse(review!.openedAt) - crossed).toBeLessThan(60_000);
    id = review!.id;
    await eventually(async () => expect(await operators.status(reviewWorkflowId(id))).toBe('RUNNING'));
  }, 120_000);
});

describe('the workflow of a process review', () => {
  it('shows operators who is in charge, what comes next, when and why, and no text (P7)', async () => {
    await reviews.say('acknowledge', id, { text: 'secret words' });
    await reviews.say('recordFindings', id, { ...findings, text: 'secret findings' });
    await eventually(async () => expect(await situation(id)).toMatchObject({ status: 'findingsRecorded' }));
    const described = await operators.describe(reviewWorkflowId(id));
    expect(await described.staticSummary()).toContain(`process review ${id}`);
    const details = await operators.currentDetails(reviewWorkflowId(id));
    expect(details).toContain(`**In charge:** ${pensions}`);
    expect(details).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(Asia\/Shanghai\)/);
    const history = JSON.stringify(await operators.history(reviewWorkflowId(id)), (key, value: unknown) =>
      key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString() : value,
    );
    expect(history).toContain('findingsRecorded');
    expect(history).not.toContain('secret');
  });

  it('passes an idle review up by itself, again and again', async () => {
    await reviews.limits(pensions, { age: { amount: 1, unit: 'seconds' } }, { amount: 3, unit: 'seconds' });
    await reviews.watch.look();
    await eventually(async () => {
      const { level, inCharge } = await reviews.reader.read(id);
      expect([level, inCharge.code]).toEqual([2, 'human-resources']);
    });
    await eventually(async () => {
      const { typedSearchAttributes } = await operators.describe(reviewWorkflowId(id));
      expect(JSON.stringify(typedSearchAttributes)).toContain('human-resources');
    });
  });

  it('comes back when somebody terminated it, and acts', async () => {
    const { level } = await reviews.reader.read(id);
    await world.engine.client.workflow.getHandle(reviewWorkflowId(id)).terminate('by mistake');
    await eventually(async () => expect((await reviews.reader.read(id)).level).toBeGreaterThan(level + 1));
    await eventually(async () => expect(await operators.status(reviewWorkflowId(id))).toBe('RUNNING'));
  });

  it('is rebuilt in an empty Temporal, with the schedule', async () => {
    await world.stopWorker();
    const wiped = await World.on(world.databaseUrl);
    try {
      await wiped.startWorker();
      await eventually(async () => expect((await world.record.relay.backlog()).count).toBe(0));
      expect(await rebuild(wiped)).toMatch(/[1-9]\d* process reviews and procedures are told to Temporal/);
      expect(await new OperatorsView(wiped.engine).status(reviewWorkflowId(id))).toBe('RUNNING');
      await wiped.engine.client.schedule.getHandle(backlogWatchId).describe();
    } finally {
      await wiped.end();
      await world.startWorker();
    }
  }, 120_000);

  it('ends when the review is closed', async () => {
    await eventually(async () => {
      const { inCharge } = await reviews.reader.read(id);
      const actor = { kind: 'officer', department: inCharge.code, officer: `${inCharge.code}-1` } as const;
      await reviews.say('close', id, { reason: 'Mended by hand.' }, { actor });
    });
    await eventually(async () => expect(await operators.status(reviewWorkflowId(id))).toBe('COMPLETED'));
  });
});
