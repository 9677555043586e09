import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureSchedules, schedulesOf } from '../../../apps/case-workflow-worker/src/temporal/schedules';
import { eventually } from '../../engines';
import { World } from '../worker/worker-under-test';

const schedules = schedulesOf({ BACKLOG_WATCH_SECONDS: 20 });
let world: World;

beforeAll(async () => {
  world = await World.begin();
  await world.record.registerCase({ category: 'noise' });
});
afterAll(() => world?.end());

describe('the schedule of the monthly report', () => {
  it('is set once, however often set-up runs, and a pause of the operators stays', async () => {
    const set = () => ensureSchedules(world.engine, schedules);
    await Promise.all([set(), set()]);
    const handle = world.engine.client.schedule.getHandle('monthly-report');
    await handle.pause('holidays');
    await set();
    const { spec, state, action } = await handle.describe();
    expect(spec.timezone).toBe('Asia/Shanghai');
    expect(state.paused).toBe(true);
    expect(action.workflowType).toBe('monthlyReport');
    await handle.unpause();
  });

  it('has the report written by the worker, once', async () => {
    const handle = world.engine.client.schedule.getHandle('monthly-report');
    const kept = () =>
      world.record.sql<{ month: string; language: string }>('SELECT month, language FROM monthly_reports');
    const written = async (): Promise<string | null> => {
      const before = (await handle.describe()).info.recentActions.length;
      await handle.trigger();
      const workflowId = await eventually(async () => {
        const { recentActions } = (await handle.describe()).info;
        expect(recentActions.length).toBe(before + 1);
        return recentActions.at(-1)!.action.workflow.workflowId;
      });
      const result = (await world.engine.client.workflow.getHandle(workflowId).result()) as {
        month: string | null;
      };
      return result.month;
    };
    const first = await written();
    expect((await kept()).map(({ month, language }) => `${month} ${language}`).sort()).toEqual(
      first === null ? [] : [`${first} en`, `${first} zh`],
    );
    // Before the first working day of a month nothing is due; from then on it is written the first time only.
    const [{ day }] = (await world.record.sql<{ day: number }>(
      `SELECT extract(day FROM now() AT TIME ZONE 'Asia/Shanghai')::int AS day`,
    )) as [{ day: number }];
    if (day > 10) expect(first).not.toBeNull();
    expect(await written()).toBeNull();
  });
});

describe('npm run monthly-report', () => {
  const program = join(__dirname, '../../../apps/case-workflow-worker/dist/monthly-report.js');
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [program, ...args], {
      env: { ...process.env, ...world.environment },
    });

  it('writes a month to a folder, as a page and as Markdown, in both languages', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reports-'));
    try {
      await run('2026-10', join(folder, 'new'));
      const files = (await readdir(join(folder, 'new'))).sort();
      expect(files).toEqual([
        'casetrace-2026-10.en.html',
        'casetrace-2026-10.en.md',
        'casetrace-2026-10.zh.html',
        'casetrace-2026-10.zh.md',
      ]);
      for (const file of files.slice(2))
        expect(await readFile(join(folder, 'new', file), 'utf8')).toContain('办理情况月报 2026-10');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each([[], ['2026-13'], ['2026-10', 'a', 'b']])(
    'says how it is called when it is called by %j',
    async (...args) => {
      await expect(run(...args)).rejects.toMatchObject({
        code: 64,
        stdout: expect.stringContaining('2026-10 [folder]'),
      });
    },
  );
});
