import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type CaseHistory,
  type Connection,
  type ReadModel,
  ReadModels,
  RulesSource,
} from '@casetrace/case-record';
import { freshDatabase } from '../../harness/databases';
import { command, progress, RecordUnderTest } from './record-under-test';

/** A read model of the plainest kind: one row a case, with what was read of it. */
class Summaries implements ReadModel {
  readonly name = 'summaries';
  /** a case that cannot be written */
  poisonous: string | null = null;

  async write(connection: Connection, histories: readonly CaseHistory[]): Promise<void> {
    for (const { trackingNumber, version, events, texts } of histories) {
      if (trackingNumber === this.poisonous) throw new Error('cannot be written');
      await connection.run(
        {
          name: 'summaries-write',
          text: `INSERT INTO summaries VALUES ($1, $2, $3, $4)
            ON CONFLICT (number) DO UPDATE SET version = excluded.version, events = excluded.events, texts = excluded.texts`,
        },
        [trackingNumber, version, events.map(({ type }) => type), texts.map(({ content }) => content)],
      );
    }
  }

  async clear(connection: Connection): Promise<void> {
    await connection.run({ name: 'summaries-clear', text: 'DELETE FROM summaries' });
  }

  async complete(): Promise<void> {
    return Promise.resolve();
  }
}

let record: RecordUnderTest;
let summaries: Summaries;
let models: ReadModels;

beforeAll(async () => {
  record = await RecordUnderTest.open((await freshDatabase()).url);
  await record.sql(
    'CREATE TABLE summaries (number text PRIMARY KEY, version int, events text[], texts text[])',
  );
  summaries = new Summaries();
  models = new ReadModels(record.database, new RulesSource(record.database), [summaries]);
});
afterAll(() => record.close());

const summaryOf = async (number: string) => {
  const [row] = await record.sql<{ version: number; events: string[]; texts: string[] }>(
    'SELECT version, events, texts FROM summaries WHERE number = $1',
    [number],
  );
  return row;
};

describe('the read models', () => {
  it('are written from whole cases, and again after each change', async () => {
    const { trackingNumber } = await record.registerCase({ subject: '养老金少发' });
    expect(await models.backlog()).toBe(1);
    expect(await models.update(100)).toEqual({ cases: 1 });
    expect(await summaryOf(trackingNumber)).toMatchObject({ version: 1, events: ['CaseRegistered'] });
    await record.commands.execute(command(trackingNumber, progress('查了账户。')));
    await models.update(100);
    const summary = await summaryOf(trackingNumber);
    expect(summary).toMatchObject({ version: 2, events: ['CaseRegistered', 'ProgressRecorded'] });
    expect(summary?.texts).toEqual(expect.arrayContaining(['养老金少发', '查了账户。']));
    expect(await models.update(100)).toEqual({ cases: 0 });
  });

  it('are written by one process at a time', async () => {
    await record.registerCase();
    const other = new ReadModels(record.database, new RulesSource(record.database), [summaries]);
    const results = await Promise.all([models.update(100), other.update(100), models.update(100)]);
    const written = results.map((result) => (result === 'others' ? 0 : result.cases));
    expect(written.reduce((sum, cases) => sum + cases)).toBe(1);
  });

  it('never hold up a command', async () => {
    const { trackingNumber } = await record.registerCase();
    const slow: ReadModel = {
      name: 'slow',
      write: async () => {
        await record.commands.execute(command(trackingNumber, progress()));
      },
      clear: () => Promise.resolve(),
      complete: () => Promise.resolve(),
    };
    const slowModels = new ReadModels(record.database, new RulesSource(record.database), [slow]);
    await slowModels.update(1);
    expect(await models.unread(10)).toContain(trackingNumber);
  });

  it('leave a case that cannot be written, and all of its batch, to be tried again', async () => {
    await models.update(100);
    const { trackingNumber: good } = await record.registerCase();
    const { trackingNumber: bad } = await record.registerCase();
    summaries.poisonous = bad;
    await expect(models.update(100)).rejects.toThrow('cannot be written');
    expect(await summaryOf(good)).toBeUndefined();
    expect(await models.update(100, [bad])).toEqual({ cases: 1 });
    expect(await summaryOf(good)).toBeDefined();
    summaries.poisonous = null;
    expect(await models.update(100)).toEqual({ cases: 1 });
  });

  it('can be written anew as a whole', async () => {
    await record.sql('DELETE FROM summaries');
    const reports: number[] = [];
    const cases = await models.rebuild({ batch: 2, lanes: 2 }, (written) => reports.push(written));
    const [counted] = await record.sql<{ all: number; known: number }>(
      'SELECT (SELECT count(*)::int FROM cases) AS all, (SELECT count(*)::int FROM summaries) AS known',
    );
    expect(counted).toEqual({ all: cases, known: cases });
    expect(reports.at(-1)).toBe(cases);
  });

  it('are written anew by one process at a time', async () => {
    const options = { batch: 1, lanes: 2 };
    const both = await Promise.allSettled([models.rebuild(options), models.rebuild(options)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await models.backlog()).toBe(0);
  });
});
