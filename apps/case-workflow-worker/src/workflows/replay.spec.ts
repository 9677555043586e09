import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { temporal } from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { bundleWorkflows } from '../bundle';

const folder = join(__dirname, '../../../../test/histories');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const { History } = temporal.api.history.v1;

const historyOf = (file: string) =>
  History.fromObject(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>);
const workflowIdOf = (file: string) =>
  file.startsWith('recalculate') ? 'recalculate-deadlines-1' : `case of ${file}`;

/** What replaying a recorded run comes to: undefined, or why the code cannot go on with it. */
async function replayed(code: string, file: string): Promise<Error | undefined> {
  const replay = Worker.runReplayHistories({ workflowBundle: { code } }, [
    { workflowId: workflowIdOf(file), history: historyOf(file) },
  ]);
  for await (const { error } of replay) return error;
  throw new Error('nothing was replayed');
}

beforeAll(() => {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR', () => undefined) });
});

describe('runs that are under way in installations', () => {
  let code = '';
  beforeAll(async () => {
    code = await bundleWorkflows();
  }, 120_000);

  it('are kept for every way a case can go', () => {
    expect(files.length).toBeGreaterThanOrEqual(6);
  });

  it.each(files)('go on with the workflow code of now: %s', async (file) => {
    expect(await replayed(code, file)).toBeUndefined();
  });
});

describe('a change of workflow code that forgets the runs under way', () => {
  it('is noticed', async () => {
    const code = await bundleWorkflows(join(folder, 'careless-change.ts'));
    expect(await replayed(code, 'idle-escalated-twice.json')).toMatchObject({
      name: 'DeterminismViolationError',
    });
  });
});
