import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandBodies } from '@casetrace/contracts';
import { freshDatabase } from '../../harness/databases';
import { command, progress, RecordUnderTest } from './record-under-test';

const by = { by: 'administrator-1', reason: 'spec' };

describe('deadlines in the record', () => {
  let record: RecordUnderTest;

  beforeAll(async () => {
    record = await RecordUnderTest.open((await freshDatabase()).url, { deadlineJitterSeconds: 0 });
  });
  afterAll(() => record.close());

  it('escalate to the superior after three working days without the department’s input, dated as due', async () => {
    record.itIs('2026-03-06T02:00:00Z'); // Friday
    const { trackingNumber, nextDeadline } = await record.registerCase();
    expect(nextDeadline?.dueAt).toBe('2026-03-11T09:30:00.000Z'); // Wednesday, close of business
    record.itIs('2026-03-11T09:29:59Z');
    expect(await record.commands.applyDeadlines(trackingNumber)).toMatchObject({
      version: 1,
      wakeInMs: 1_000,
    });
    record.itIs('2026-03-11T10:00:00Z');
    const situation = await record.commands.applyDeadlines(trackingNumber);
    expect(situation).toMatchObject({
      version: 2,
      latestEvent: 'IdleEscalated',
      responsibleDepartment: 'social-insurance-pensions',
      level: 1,
      nextDeadline: { kind: 'idle', occurrence: 2, dueAt: '2026-03-16T09:30:00.000Z' },
    });
    const { timeline } = await record.cases.read(trackingNumber, { visibilities: [] });
    expect(timeline[1]).toMatchObject({
      effectiveAt: '2026-03-11T09:30:00.000Z',
      recordedAt: '2026-03-11T10:00:00.000Z',
      actor: { kind: 'clock', department: { code: 'social-insurance-counter' } },
      data: { from: 'social-insurance-counter', to: 'social-insurance-pensions', occurrence: 1 },
    });
  });

  it('act once, however many ask at the same time', async () => {
    record.itIs('2026-03-06T02:00:00Z');
    const { trackingNumber } = await record.registerCase();
    record.itIs('2026-03-12T02:00:00Z');
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => record.commands.applyDeadlines(trackingNumber)),
    );
    expect(new Set(answers.map(({ version, level }) => `${version} ${level}`))).toEqual(new Set(['2 1']));
  });

  it('cost one level after an outage of weeks, not three', async () => {
    record.itIs('2026-03-06T02:00:00Z');
    const { trackingNumber } = await record.registerCase();
    record.itIs('2026-04-20T02:00:00Z');
    const situation = await record.commands.applyDeadlines(trackingNumber);
    expect(situation.level).toBe(1);
    expect((await record.commands.applyDeadlines(trackingNumber)).version).toBe(situation.version);
  });

  it('are kept by an input of the department: the case stays', async () => {
    record.itIs('2026-03-06T02:00:00Z');
    const { trackingNumber } = await record.registerCase();
    record.itIs('2026-03-11T02:00:00Z');
    await record.commands.execute(command(trackingNumber, progress()));
    record.itIs('2026-03-12T02:00:00Z');
    expect(await record.commands.applyDeadlines(trackingNumber)).toMatchObject({
      responsibleDepartment: 'social-insurance-counter',
      nextDeadline: { dueAt: '2026-03-16T09:30:00.000Z' },
    });
  });

  it('close a resolved case without an answer after five working days, the filer reminded before', async () => {
    record.itIs('2026-03-06T02:00:00Z');
    const { trackingNumber } = await record.registerCase();
    const body = commandBodies.resolve.parse({
      process: 'p',
      result: 'r',
      rule: 'none',
      cause: 'c',
      seen: { version: 1, lastStatement: 0 },
    });
    await record.commands.execute(command(trackingNumber, { type: 'resolve', body }));
    record.itIs('2026-03-11T02:00:00Z');
    expect((await record.commands.applyDeadlines(trackingNumber)).latestEvent).toBe('FilerReminded');
    record.itIs('2026-03-14T02:00:00Z');
    expect(await record.commands.applyDeadlines(trackingNumber)).toMatchObject({
      status: 'closed',
      nextDeadline: null,
      wakeInMs: null,
      why: 'closed: noAnswer',
    });
  });

  it('are the next ones of the superior tree up to the supervisory body', async () => {
    record.itIs('2026-03-06T02:00:00Z');
    const { trackingNumber } = await record.registerCase();
    const told: string[] = [];
    for (let step = 0; step < 6; step++) {
      const due = (await record.cases.situation(trackingNumber)).nextDeadline!.dueAt;
      record.itIs(due);
      const { latestEvent, responsibleDepartment } = await record.commands.applyDeadlines(trackingNumber);
      if (latestEvent !== 'AccountRequested' && latestEvent !== 'UnresolvedReported') {
        told.push(`${latestEvent} ${responsibleDepartment}`);
      }
    }
    expect(told.slice(0, 4)).toEqual([
      'IdleEscalated social-insurance-pensions',
      'IdleEscalated social-insurance',
      'IdleEscalated human-resources',
      'IdleEscalated city',
    ]);
    expect((await record.cases.read(trackingNumber, { visibilities: [] })).supervisoryBody?.code).toBe(
      'city-supervision',
    );
  });

  it('make the wake-up wait for a jitter of the case where days are counted', async () => {
    const spread = await RecordUnderTest.open((record.database.dataSource.options as { url: string }).url, {
      deadlineJitterSeconds: 300,
    });
    spread.itIs('2026-03-06T02:00:00Z');
    const { trackingNumber, nextDeadline } = await spread.registerCase();
    const { wakeInMs } = await spread.cases.situation(trackingNumber);
    const untilDue = Date.parse(nextDeadline!.dueAt) - Date.parse('2026-03-06T02:00:00Z');
    expect(wakeInMs! - untilDue).toBeGreaterThanOrEqual(0);
    expect(wakeInMs! - untilDue).toBeLessThanOrEqual(300_000);
    const seconds = await spread.registerCase({ category: 'demo-seconds' });
    expect((await spread.cases.situation(seconds.trackingNumber)).wakeInMs).toBe(8_000);
    await spread.close();
  });
});

describe('published rules', () => {
  let record: RecordUnderTest;

  beforeAll(async () => {
    record = await RecordUnderTest.open((await freshDatabase()).url, { deadlineJitterSeconds: 0 });
  });
  afterAll(() => record.close());

  async function takenUp(): Promise<number> {
    let cases = 0;
    for (;;) {
      const batch = await record.recalculation.recalculateBatch(3);
      cases += batch.cases;
      if ((await record.recalculation.casesBelowRules()) === 0) return cases;
    }
  }

  it('move running deadlines, with an entry only where one moved', async () => {
    record.itIs('2026-03-06T02:00:00Z');
    const pensions = await Promise.all(Array.from({ length: 5 }, () => record.registerCase()));
    const demo = await record.registerCase({ category: 'demo-seconds' });
    const policy = (await record.directory.categories()).find(
      ({ code }) => code === 'social-insurance-pensions',
    )!.policy!;
    await record.publisher.publishPolicy({ ...policy, idle: { amount: 1, unit: 'workingDays' } }, by);
    expect(await record.recalculation.casesBelowRules()).toBe(6);
    expect(await takenUp()).toBe(6);
    for (const { trackingNumber } of pensions) {
      expect(await record.cases.situation(trackingNumber)).toMatchObject({
        version: 2,
        latestEvent: 'DeadlineRecalculated',
        nextDeadline: { dueAt: '2026-03-09T09:30:00.000Z' },
      });
    }
    expect((await record.cases.situation(demo.trackingNumber)).version).toBe(1);
    expect((await record.registerCase()).nextDeadline?.dueAt).toBe('2026-03-09T09:30:00.000Z');
    await record.publisher.publishPolicy(policy, by);
    await takenUp();
  });

  it('undo nothing that was due before they were published, however late the engine woke (P1)', async () => {
    record.itIs('2026-03-06T02:00:00Z');
    const { trackingNumber, nextDeadline } = await record.registerCase();
    const due = nextDeadline!.dueAt;
    const policy = (await record.directory.categories()).find(
      ({ code }) => code === 'social-insurance-pensions',
    )!.policy!;
    record.itIs(new Date(Date.parse(due) + 60_000).toISOString());
    await record.publisher.publishPolicy({ ...policy, idle: { amount: 9, unit: 'workingDays' } }, by);
    record.itIs(new Date(Date.parse(due) + 3_600_000).toISOString());
    await takenUp();
    const { timeline } = await record.cases.read(trackingNumber, { visibilities: ['everyone'] });
    expect(timeline.at(-1)).toMatchObject({ type: 'IdleEscalated', effectiveAt: due });
    await record.publisher.publishPolicy(policy, by);
    await takenUp();
  });

  it('hold for the very next command, in every process', async () => {
    record.itIs('2026-03-06T02:00:00Z');
    const other = await RecordUnderTest.open((record.database.dataSource.options as { url: string }).url);
    other.itIs('2026-03-06T02:00:00Z');
    await other.registerCase();
    const name = { zh: '台风', en: 'Typhoon' };
    await record.publisher.addClosure({ from: '2026-03-09', to: '2026-03-10', name }, by);
    expect((await other.registerCase()).nextDeadline?.dueAt).toBe('2026-03-13T09:30:00.000Z');
    await other.close();
    await takenUp();
  });

  it('suspend the clocks of a scope and let them go on with what is left', async () => {
    record.itIs('2026-05-11T02:00:00Z'); // Monday
    const paused = await record.registerCase();
    const elsewhere = await record.registerCase({ category: 'noise' });
    expect(paused.nextDeadline?.dueAt).toBe('2026-05-14T09:30:00.000Z');
    record.itIs('2026-05-12T02:00:00Z');
    const scope = { department: 'human-resources', category: null, district: null };
    const { id } = await record.publisher.suspendClocks(scope, by);
    await takenUp();
    const standing = await record.cases.situation(paused.trackingNumber);
    expect(standing).toMatchObject({ latestEvent: 'ClocksPaused', nextDeadline: null, wakeInMs: null });
    expect(standing.why).toContain(`paused: the clocks stand still by ${id}`);
    expect((await record.cases.situation(elsewhere.trackingNumber)).version).toBe(1);
    record.itIs('2026-06-03T02:00:00Z');
    expect((await record.commands.applyDeadlines(paused.trackingNumber)).latestEvent).toBe('ClocksPaused');
    await record.publisher.liftSuspension(id, by);
    await takenUp();
    const goingOn = await record.cases.situation(paused.trackingNumber);
    expect(goingOn).toMatchObject({ latestEvent: 'ClocksResumed', level: 0 });
    expect(Date.parse(goingOn.nextDeadline!.dueAt)).toBeGreaterThan(Date.parse('2026-06-03T02:00:00Z'));
    await expect(record.publisher.liftSuspension(id, by)).rejects.toMatchObject({ code: 'noSuchResource' });
  });

  it('are marked provisional past the announced calendar, and take it up when it is announced', async () => {
    record.itIs('2026-12-30T02:00:00Z');
    const { trackingNumber, nextDeadline } = await record.registerCase({ category: 'waste-water' });
    expect(nextDeadline).toMatchObject({ provisional: true, dueAt: '2027-01-04T09:30:00.000Z' });
    const source = { title: 'spec', issuer: 'spec', number: '1', date: '2026-11-04' };
    const newYear = { name: { zh: '元旦', en: 'New Year' }, from: '2027-01-01', to: '2027-01-03' };
    await record.publisher.publishCalendarYear(
      { year: 2027, source, holidays: [newYear], makeUpDays: [] },
      by,
    );
    await takenUp();
    expect((await record.cases.situation(trackingNumber)).nextDeadline).toMatchObject({
      provisional: false,
      dueAt: '2027-01-05T09:30:00.000Z',
    });
  });

  it('that nobody could decide by are refused as a whole', async () => {
    const version = await record.sql('SELECT version FROM rules_version');
    const source = { title: 'spec', issuer: 'spec', number: '1', date: '2027-11-04' };
    const badYear = { year: 2028, source, holidays: [], makeUpDays: ['2028-01-03'] }; // a Monday
    await expect(record.publisher.publishCalendarYear(badYear, by)).rejects.toMatchObject({
      code: 'invalidRequest',
    });
    const policy = (await record.directory.categories())[0]!.policy!;
    const endless = { ...policy, idle: { amount: 0, unit: 'workingDays' as const } };
    await expect(record.publisher.publishPolicy(endless, by)).rejects.toMatchObject({
      code: 'invalidRequest',
    });
    await expect(
      record.publisher.publishPolicy({ ...policy, category: 'nothing' }, by),
    ).rejects.toMatchObject({
      code: 'unknownCategory',
    });
    const city = (await record.directory.department('city'))!;
    await expect(
      record.publisher.changeDepartment({ ...city, superior: 'social-insurance' }, by),
    ).rejects.toMatchObject({ code: 'invalidRequest' });
    expect(await record.sql('SELECT version FROM rules_version')).toEqual(version);
    expect((await record.registerCase()).version).toBe(1);
  });

  it('are on record with who, when and why', async () => {
    const rows = await record.sql<{ by_officer: string; kind: string; reason: string }>(
      'SELECT by_officer, kind, reason FROM rules_changes ORDER BY version',
    );
    expect(rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['seed', 'policy', 'closure', 'suspension', 'suspensionLifted', 'calendarYear']),
    );
    expect(rows.at(-1)).toMatchObject({ by_officer: 'administrator-1', reason: 'spec' });
  });

  it('wait for commands under way, so that none decides on old ones unseen', async () => {
    record.itIsNow();
    const { trackingNumber } = await record.registerCase();
    const patient = await RecordUnderTest.open((record.database.dataSource.options as { url: string }).url, {
      lockTimeoutMs: 20_000,
    });
    const order: string[] = [];
    let ended: Promise<unknown> = Promise.resolve();
    await record.database.dataSource.transaction(async (manager) => {
      await manager.query('SELECT 1 FROM cases WHERE tracking_number = $1 FOR UPDATE', [trackingNumber]);
      const commanded = patient.commands.execute(command(trackingNumber, progress()));
      await waitingForLocks(1);
      const closure = { from: '2026-08-03', to: '2026-08-03', name: { zh: '演练', en: 'Drill' } };
      const published = record.publisher.addClosure(closure, by);
      await waitingForLocks(2);
      ended = Promise.all([
        commanded.then(() => order.push('command')),
        published.then(() => order.push('published')),
      ]);
    });
    await ended;
    await patient.close();
    expect(order).toEqual(['command', 'published']);
  });

  async function waitingForLocks(sessions: number): Promise<void> {
    for (;;) {
      const [row] = await record.sql<{ count: number }>(
        `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if ((row?.count ?? 0) >= sessions) return;
    }
  }
});

describe('the directory', () => {
  it('gives every department of the seed the oversight of its superiors', async () => {
    const record = await RecordUnderTest.open((await freshDatabase()).url);
    const page = await record
      .registerCase()
      .then(({ trackingNumber }) => record.cases.read(trackingNumber, { visibilities: ['everyone'] }));
    expect(page.complaintChannels.map(({ code }) => code)).toEqual([
      'complaints-line',
      'court-administrative',
    ]);
    expect(page.supervisoryBody?.telephone).toMatch(/^000-/);
    const rows = await record.sql<{ depth: number }>(`
      WITH RECURSIVE tree AS (SELECT code, 1 AS depth FROM departments WHERE superior IS NULL AND kind = 'department'
        UNION ALL SELECT d.code, depth + 1 FROM departments d JOIN tree t ON d.superior = t.code)
      SELECT max(depth) AS depth FROM tree`);
    expect(rows[0]?.depth).toBeGreaterThanOrEqual(4);
    expect((await record.directory.categories()).length).toBeGreaterThanOrEqual(8);
    await record.close();
  });
});
