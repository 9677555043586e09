import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PersonCommand } from '@casetrace/contracts';
import { newApiKey, RefusedAttempts } from '@casetrace/case-record';
import { freshDatabase } from '../../harness/databases';
import { staffKeys } from '../../harness/staff-keys';
import { command, counterOfficer, progress, RecordUnderTest } from './record-under-test';

describe('the worklist', () => {
  let record: RecordUnderTest;
  const department = 'social-insurance-counter';
  const numbers: string[] = [];

  beforeAll(async () => {
    record = await RecordUnderTest.open((await freshDatabase({ brokenOnPurpose: true })).url);
    for (let index = 0; index < 25; index++) numbers.push((await record.registerCase()).trackingNumber);
    // Due times that differ by microseconds, many the same, and some without one.
    await record.sql(`
      UPDATE cases SET next_deadline_at = timestamptz '2026-11-30 09:30:00Z' + make_interval(secs => (n / 4) * 0.000001)
      FROM (SELECT tracking_number, row_number() OVER (ORDER BY registered_at) AS n FROM cases) AS numbered
      WHERE cases.tracking_number = numbered.tracking_number`);
    await record.sql('UPDATE cases SET next_deadline_at = NULL WHERE tracking_number = ANY ($1)', [
      numbers.slice(0, 7),
    ]);
  });
  afterAll(() => record.close());

  it('pages through every case once, the nearest due first and those without a deadline last', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await record.cases.worklist({ department }, { limit: 4, ...(cursor && { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(4);
      seen.push(...page.items.map(({ trackingNumber }) => trackingNumber));
      cursor = page.next ?? undefined;
    } while (cursor);
    const expected = await record.sql<{ tracking_number: string }>(
      'SELECT tracking_number FROM cases ORDER BY next_deadline_at NULLS LAST, tracking_number COLLATE "C"',
    );
    expect(seen).toEqual(expected.map(({ tracking_number: number }) => number));
    expect(new Set(seen)).toEqual(new Set(numbers));
  });

  it('filters by status, category, district, officer, level and due time', async () => {
    const [first, second] = [numbers[10]!, numbers[11]!];
    await record.commands.execute(command(first, progress()));
    await record.commands.execute(command(second, { type: 'claim', body: {} }));
    const only = async (filter: Parameters<typeof record.cases.worklist>[0]) =>
      (await record.cases.worklist({ department, ...filter }, { limit: 100 })).items.map(
        (item) => item.trackingNumber,
      );
    expect(await only({ status: 'inHandling' })).toEqual([first]);
    expect(await only({ officer: counterOfficer.officer! })).toEqual([second]);
    expect(await only({ category: 'noise' })).toEqual([]);
    expect(await only({ district: 'east' })).toHaveLength(25);
    expect(await only({ level: 1 })).toEqual([]);
    expect(await only({ status: 'closed' })).toEqual([]);
    expect(await only({ dueBefore: '2026-01-01T00:00:00Z' })).toEqual([]);
    expect(await only({ department: undefined, registeringDepartment: 'service-hall-windows' })).toHaveLength(
      25,
    );
  });

  it('marks and finds what is overdue by the database’s clock', async () => {
    const { trackingNumber } = await record.registerCase({ category: 'noise' });
    const noise = { department: 'environment-inspection-east' };
    const overdue = () => record.cases.worklist({ ...noise, overdue: true }, { limit: 10 });
    expect((await overdue()).items).toEqual([]);
    record.itIs('2027-06-01T00:00:00Z');
    expect((await overdue()).items).toMatchObject([
      { trackingNumber, overdue: true, subject: '养老金少发一个月' },
    ]);
    expect((await record.cases.worklist({ ...noise, overdue: false }, { limit: 10 })).items).toEqual([]);
    record.itIsNow();
  });

  it.each([
    '',
    'nonsense',
    Buffer.from('["x","y"]').toString('base64url'),
    Buffer.from('{}').toString('base64url'),
  ])('refuses the cursor %j', async (cursor) => {
    await expect(record.cases.worklist({}, { limit: 1, cursor })).rejects.toMatchObject({
      code: 'invalidRequest',
    });
  });
});

describe('the case page', () => {
  let record: RecordUnderTest;

  beforeAll(async () => {
    record = await RecordUnderTest.open((await freshDatabase()).url);
  });
  afterAll(() => record.close());

  it('shows texts by the visibility that they were entered with, and says what it keeps back', async () => {
    const { trackingNumber } = await record.registerCase();
    const internal: PersonCommand = {
      type: 'recordProgress',
      body: { text: 'Between us.', sharedWith: 'departments', asAccount: false, citations: [] },
    };
    await record.commands.execute(command(trackingNumber, internal));
    const forFiler = await record.cases.read(trackingNumber, { visibilities: ['everyone', 'contact'] });
    expect(forFiler.timeline[0]?.texts.map(({ field }) => field).sort()).toEqual([
      'address',
      'details',
      'filerName',
      'mail',
      'subject',
    ]);
    expect(forFiler.timeline[1]).toMatchObject({ texts: [], withheld: ['text'], erased: [] });
    const forOthers = await record.cases.read(trackingNumber, {
      visibilities: ({ responsibleDepartment }) =>
        responsibleDepartment === 'social-insurance-counter' ? ['everyone', 'departments'] : [],
    });
    expect(JSON.stringify(forOthers)).not.toContain('filer@example.org');
    expect(forOthers.timeline[0]?.withheld.sort()).toEqual(['address', 'filerName', 'mail']);
    expect(forOthers.timeline[1]?.texts[0]?.content).toBe('Between us.');
  });

  it('names department and officer of every entry, and explains every running clock in both languages', async () => {
    const { trackingNumber } = await record.registerCase();
    const page = await record.cases.read(trackingNumber, { visibilities: ['everyone'] });
    expect(page.timeline[0]?.actor).toMatchObject({
      department: { code: 'service-hall-windows', name: { en: expect.any(String) } },
      officer: { code: 'window-1', post: { zh: '窗口一' } },
    });
    expect(page.deadlines.map(({ kind }) => kind)).toEqual(['idle', 'account', 'unresolved']);
    for (const { why, dueAt } of page.deadlines) {
      expect(why.zh).toContain('北京时间');
      expect(why.en).toContain('Asia/Shanghai');
      expect(Date.parse(dueAt)).toBeGreaterThan(Date.parse(page.registeredAt));
    }
    expect(page.subject).toBe('养老金少发一个月');
  });

  it('is of no case that does not exist', async () => {
    const reading = record.cases.read('CT-00000-00000-0', { visibilities: ['everyone'] });
    await expect(reading).rejects.toMatchObject({ code: 'noSuchCase' });
    expect(await record.cases.factsOf('CT-00000-00000-0')).toBeNull();
    expect(await record.cases.entriesSince('CT-00000-00000-0', 0, ['everyone'])).toEqual([]);
  });

  it('does not depend on how many cases there are for its plan: an index finds the worklist', async () => {
    const plan = await record.database.dataSource.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      await manager.query('SET LOCAL enable_sort = off');
      return manager.query<Record<string, string>[]>(`
        EXPLAIN SELECT * FROM cases c WHERE c.status <> 'closed' AND responsible_department = 'x'
          AND next_deadline_at IS NOT NULL AND (next_deadline_at, tracking_number) > (now(), 'CT')
        ORDER BY next_deadline_at, tracking_number LIMIT 10`);
    });
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('cases_worklist');
    expect(text).not.toContain('Sort');
  });
});

describe('API keys', () => {
  let record: RecordUnderTest;

  beforeAll(async () => {
    record = await RecordUnderTest.open((await freshDatabase()).url);
  });
  afterAll(() => record.close());

  it('name their holder, and are kept as hashes', async () => {
    const { id, key, secretHash } = newApiKey();
    await record.sql('INSERT INTO api_keys (id, staff_code, secret_hash) VALUES ($1, $2, $3)', [
      id,
      'auditor-1',
      secretHash,
    ]);
    expect(await record.directory.holderOfKey(key)).toMatchObject({
      officer: 'auditor-1',
      roles: ['auditor'],
    });
    expect(await record.directory.holderOfKey(`${key}x`)).toBeNull();
    expect(await record.directory.holderOfKey(key.replace(id, 'another'))).toBeNull();
    expect(await record.directory.holderOfKey('Bearer')).toBeNull();
    const rows = await record.sql(`SELECT a::text AS row FROM api_keys a`);
    expect(JSON.stringify(rows)).not.toContain(key.split('_').at(-1));
  });

  it('are worthless once revoked, or when their holder is gone', async () => {
    const revoked = newApiKey();
    const gone = newApiKey();
    const insert = 'INSERT INTO api_keys (id, staff_code, secret_hash, revoked_at) VALUES ($1, $2, $3, $4)';
    await record.sql(insert, [revoked.id, 'auditor-1', revoked.secretHash, '2026-01-01']);
    await record.sql(insert, [gone.id, 'operations-1', gone.secretHash, null]);
    await record.sql(`UPDATE staff SET active = false WHERE code = 'operations-1'`);
    expect(await record.directory.holderOfKey(revoked.key)).toBeNull();
    expect(await record.directory.holderOfKey(gone.key)).toBeNull();
  });

  it('of the seed were printed once and work', async () => {
    for (const { code, key, roles } of staffKeys()) {
      if (code === 'operations-1') continue;
      const holder = await record.directory.holderOfKey(key);
      expect(holder).toMatchObject({ officer: code, roles });
    }
  });
});

describe('refused attempts', () => {
  it('are on record, the newest first', async () => {
    const record = await RecordUnderTest.open((await freshDatabase()).url);
    const refused = new RefusedAttempts(record.database);
    const attempt = {
      principal: null,
      department: null,
      trackingNumber: null,
      code: 'notSignedIn',
      route: 'GET /v1/x',
    } as const;
    await refused.record({ ...attempt, permission: 'case.read' });
    await refused.record({
      ...attempt,
      permission: 'case.resolve',
      principal: 'officer:a',
      code: 'notAllowed',
    });
    const [newest, oldest] = await refused.list(10);
    expect(newest).toMatchObject({ permission: 'case.resolve', principal: 'officer:a' });
    expect(await refused.list(10, newest?.id)).toEqual([oldest]);
    await record.close();
  });
});
