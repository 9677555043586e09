import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CaseHistory, type Connection, ReadModels, RulesSource } from '@casetrace/case-record';
import { CaseDocuments } from '@casetrace/case-search';
import { figuresModel } from '@casetrace/figures';
import { eventually } from '../../engines';
import { type Answer, get, post } from '../doors/http';
import { pensionMatter, registered } from '../doors/registrations';
import { RecordUnderTest } from '../record/record-under-test';
import { SearchGround } from './search-ground';

const inBatches = { batch: 2, lanes: 1 };

/** Writes one batch; the next one lasts until its process is killed. */
class Halting extends CaseDocuments {
  private reach: () => void = () => undefined;
  readonly halfway = new Promise<void>((resolve) => (this.reach = resolve));
  private batches = 0;

  override async write(connection: Connection, histories: readonly CaseHistory[]): Promise<void> {
    if ((this.batches += 1) > 1) {
      this.reach();
      await connection.rows({ name: '', text: 'SELECT pg_sleep(9)' });
    }
    await super.write(connection, histories);
  }
}

let ground: SearchGround;
const numbers: string[] = [];

beforeAll(async () => {
  ground = await SearchGround.open();
  for (let index = 0; index < 5; index++) numbers.unshift((await registered(ground.doors)).number);
  await modelsOf(ground.record).update(100);
});
afterAll(() => ground.close());

const modelsOf = ({ database }: RecordUnderTest, documents = new CaseDocuments()): ReadModels =>
  new ReadModels(database, new RulesSource(database), [documents, figuresModel]);

const found = (): Promise<Answer> => ground.search({ q: pensionMatter.subject });
const duplicates = (door: 'intake' | 'query'): Promise<Answer> => {
  const { subject, details } = pensionMatter;
  return post(`${ground.doors[door]}/v1/proposals/duplicates`, { subject, details }, { as: 'window-1' });
};
const of = (path: string): Promise<Answer> => get(`${ground.doors.query}/v1/${path}`, { as: 'auditor-1' });
const whatIsReadFromThem = (): Promise<Answer[]> =>
  Promise.all([
    found(),
    ground.search({ q: pensionMatter.subject, order: 'relevance' }),
    ground.search({ status: 'assigned' }),
    ground.similar(numbers[0]!),
    duplicates('intake'),
    duplicates('query'),
    of('statistics?from=2026-01-01&to=2026-12-31'),
    of('cases.csv?from=2026-01-01&to=2026-12-31'),
  ]);
const warnings = async (door: 'intake' | 'query'): Promise<{ code: string; detail: string }[]> =>
  (await get(`${ground.doors[door]}/health/ready`)).body.warnings.filter(({ code }: { code: string }) =>
    code.startsWith('readModels'),
  );
const indexes = async (): Promise<string[]> =>
  (
    await ground.record.sql<{ name: string }>(
      `SELECT indexname AS name FROM pg_indexes WHERE tablename = 'case_documents' ORDER BY 1`,
    )
  ).map(({ name }) => name);

/** As if the process of `npm run rebuild-read-models` were killed: its connections are gone. */
async function killedMidway(whileItRuns: () => Promise<void>): Promise<void> {
  const applicationName = 'rebuild-that-is-killed';
  const other = await RecordUnderTest.open(ground.databaseUrl, { applicationName });
  const halting = new Halting();
  const rebuild = modelsOf(other, halting).rebuild(inBatches);
  const ended = expect(rebuild).rejects.toMatchObject({ code: 'recordUnavailable' });
  await halting.halfway;
  await whileItRuns();
  await ground.record.sql(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1',
    [applicationName],
  );
  await ended;
  await other.close();
}

async function expectRefused(): Promise<void> {
  for (const { status, headers, body } of await whatIsReadFromThem()) {
    expect([status, body.code]).toEqual([503, 'recordUnavailable']);
    expect(body.detail).toContain('being written anew');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
}

describe('a rebuild of the read models', () => {
  it('lets nobody take half for the whole, neither while it runs nor after it was killed', async () => {
    const before = await indexes();
    expect(before).toContain('case_documents_shared');
    await killedMidway(async () => {
      await expectRefused();
      expect(await warnings('query')).toMatchObject([{ code: 'readModelsBeingWritten' }]);
    });
    await expectRefused();
    for (const door of ['query', 'intake'] as const) {
      const [warning] = await eventually(async () => {
        const all = await warnings(door);
        expect(all).toMatchObject([{ code: 'readModelsIncomplete', models: ['case-documents', 'figures'] }]);
        return all;
      });
      expect(warning!.detail).toContain('npm run rebuild-read-models');
    }
    expect(await indexes()).not.toContain('case_documents_shared');

    await modelsOf(ground.record).rebuild(inBatches);
    for (const { status } of await whatIsReadFromThem()) expect(status).toBe(200);
    expect((await found()).body.items.map((each: { trackingNumber: string }) => each.trackingNumber)).toEqual(
      numbers,
    );
    expect(await indexes()).toEqual(before);
    expect(await warnings('query')).toEqual([]);
  });

  it('that was killed keeps nobody from registering, reading a case, or finding it by its number', async () => {
    await killedMidway(() => Promise.resolve());
    const { number } = await registered(ground.doors);
    numbers.unshift(number);
    await modelsOf(ground.record).update(100);
    expect((await of(`cases/${number}`)).status).toBe(200);
    expect(await ground.found({ q: number })).toEqual([number]);
    await expectRefused();
    await modelsOf(ground.record).rebuild(inBatches);
    expect((await found()).body.total.count).toBe(numbers.length);
  });
});
