import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyProcedureWorkflowId } from '@casetrace/contracts';
import { Client } from 'pg';
import { eventually, freshDatabase, freshTopics } from '../../engines';
import { OperatorsView } from '../worker/temporal-looks';
import { World } from '../worker/worker-under-test';
import { disposition, findings, inCharge, pensions, procedure, ReviewsUnderTest } from './reviews-under-test';

const cases = 200;
let world: World;
let reviews: ReviewsUnderTest;
let numbers: string[];
let id: string;
let killed: ChildProcess | undefined;

beforeAll(async () => {
  await freshTopics();
  world = await World.on((await freshDatabase()).url);
  reviews = new ReviewsUnderTest(world.record);
  await reviews.limits(pensions, { age: { amount: 0.1, unit: 'seconds' } });
  numbers = await reviews.pile(cases);
  id = await eventually(async () => {
    const [opened] = (await reviews.watch.look())!.opened;
    expect(opened).toBeDefined();
    return opened!;
  });
  await reviews.say('acknowledge', id, {});
  await reviews.say('recordFindings', id, findings);
}, 120_000);
afterAll(async () => {
  killed?.kill('SIGKILL');
  await world?.end();
});

const outcome = async () => (await reviews.reader.read(id)).adoptions[0]!;

/** The worker as a process of its own, such as can be killed. */
function workerProcess(): ChildProcess {
  const program = join(__dirname, '../../../apps/case-workflow-worker/dist/main.js');
  return spawn(process.execPath, [program], {
    env: { ...process.env, ...world.environment },
    stdio: 'ignore',
  });
}

describe('one call of a superior', () => {
  it('gives 200 waiting cases a route, steps and one disposition, each once, though the worker is killed', async () => {
    const holder = new Client({ connectionString: world.databaseUrl });
    await holder.connect();
    const last = [...numbers].sort().at(-1)!;
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM cases WHERE tracking_number = $1 FOR UPDATE', [last]);

    killed = workerProcess();
    const adoption = { ...procedure, route: { department: pensions }, disposition };
    const answer = await reviews.say('adoptProcedure', id, adoption);
    expect(answer.adopted).toMatchObject({ edition: 1, cases });
    await eventually(async () => expect((await outcome()).applied).toBeGreaterThan(0), {
      withinMs: 120_000,
      everyMs: 20,
    });
    killed.kill('SIGKILL');
    await holder.query('ROLLBACK');
    await holder.end();
    expect((await outcome()).waiting).toBeGreaterThan(0);
    await expect(reviews.say('close', id, {})).rejects.toMatchObject({ code: 'notInThisStatus' });

    await world.startWorker();
    await eventually(
      async () => expect(await outcome()).toMatchObject({ applied: cases, waiting: 0, refused: {} }),
      { withinMs: 90_000, everyMs: 200 },
    );
    const rows = await world.record.sql<{
      types: string;
      status: string;
      department: string;
      actors: string;
    }>(
      `SELECT string_agg(e.type, ' ' ORDER BY e.sequence) AS types, c.status, c.responsible_department AS department,
         string_agg(DISTINCT e.actor_officer, ' ') FILTER (WHERE e.sequence > 1) AS actors
       FROM cases c JOIN case_events e USING (tracking_number) GROUP BY c.tracking_number`,
    );
    expect(rows).toHaveLength(cases);
    for (const row of rows)
      expect(row).toEqual({
        types: 'CaseRegistered ProcedureAdopted ResponsibilityAdjusted CaseResolved',
        status: 'resolved',
        department: pensions,
        actors: inCharge.officer,
      });
    const { status } = await new OperatorsView(world.engine).describe(applyProcedureWorkflowId(id, 1));
    expect(['RUNNING', 'COMPLETED']).toContain(status.name);
    const { entries, figuresAfter } = await reviews.reader.read(id);
    expect(entries.filter(({ kind }) => kind === 'procedureApplied')).toMatchObject([
      { data: { applied: cases, refused: 0 } },
    ]);
    expect(figuresAfter.open).toBe(0);
    expect((await reviews.watch.look())!.ended).toEqual([id]);
  }, 300_000);
});
