import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../harness/databases';
import { command, progress, RecordUnderTest, registration } from './record-under-test';

describe('the relay’s queue', () => {
  let record: RecordUnderTest;

  beforeAll(async () => {
    record = await RecordUnderTest.open((await freshDatabase()).url);
  });
  beforeEach(async () => {
    record.itIsNow();
    await record.sql(
      'UPDATE workflow_sync SET delivered_version = wanted_version, next_try = now(), attempts = 0',
    );
  });
  afterAll(() => record.close());

  const numbersOf = (claimed: { situation: { trackingNumber: string } }[]) =>
    claimed.map(({ situation }) => situation.trackingNumber);

  it('hands out what the engine does not know, the nearest deadline first, each once for the time of its lease', async () => {
    const late = (await record.registerCase()).trackingNumber;
    const soon = (await record.registerCase({ category: 'demo-seconds' })).trackingNumber;
    const [first, second] = await Promise.all([record.relay.claim(1, 30), record.relay.claim(1, 30)]);
    expect([...numbersOf(first), ...numbersOf(second)].sort()).toEqual([late, soon].sort());
    expect(await record.relay.claim(10, 30)).toEqual([]);
    await record.sql('UPDATE workflow_sync SET next_try = now()');
    expect(numbersOf(await record.relay.claim(10, 30))).toEqual([soon, late]);
    await record.commands.execute(command(soon, { type: 'withdraw', body: {} }));
  });

  it('offers a case again when its lease has run out: whoever took it may have died', async () => {
    const { trackingNumber } = await record.registerCase();
    await record.relay.claim(10, 0.05);
    let again: string[] = [];
    while (again.length === 0) again = numbersOf(await record.relay.claim(10, 30));
    expect(again).toEqual([trackingNumber]);
  });

  it('delivers what changed while the engine was told, and no version twice', async () => {
    const { trackingNumber } = await record.registerCase();
    const claimed = await record.relay.claim(10, 30);
    await record.commands.execute(command(trackingNumber, progress()));
    expect(await record.relay.claim(10, 30)).toEqual([]);
    await record.relay.delivered(claimed);
    const [next] = await record.relay.claim(10, 30);
    expect(next?.situation).toMatchObject({ version: 2, latestEvent: 'ProgressRecorded' });
    await record.relay.delivered([next!]);
    await record.relay.delivered(claimed); // a late answer
    expect(await record.relay.claim(10, 30)).toEqual([]);
  });

  it('keeps no command waiting while the engine is called', async () => {
    const { trackingNumber } = await record.registerCase();
    await record.relay.claim(10, 600);
    expect((await record.commands.execute(command(trackingNumber, progress()))).version).toBe(2);
  });

  it('says of a closed case that it is closed, so that no workflow is begun for it', async () => {
    const { trackingNumber } = await record.registerCase();
    const withdrawal = { type: 'withdraw', body: { reason: 'settled' } } as const;
    await record.commands.execute(command(trackingNumber, withdrawal));
    const [claimed] = await record.relay.claim(10, 30);
    expect(claimed).toMatchObject({ open: false, situation: { status: 'closed', why: 'closed: withdrawn' } });
  });

  it('lets a poisonous case wait longer each time, and others pass', async () => {
    const poisonous = (await record.registerCase()).trackingNumber;
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      await record.relay.failed(poisonous, 'INVALID_ARGUMENT');
      const [row] = await record.sql<{ pause: number; attempts: number }>(
        `SELECT extract(epoch FROM next_try - now())::float8 AS pause FROM workflow_sync WHERE tracking_number = $1`,
        [poisonous],
      );
      pauses.push(Math.round(row!.pause));
    }
    expect(pauses).toEqual([1, 2, 4, 8]);
    const other = (await record.registerCase()).trackingNumber;
    expect(numbersOf(await record.relay.claim(10, 30))).toEqual([other]);
    expect(await record.relay.backlog()).toEqual({ count: 2, failing: 1 });
  });

  it('lets imports wait for live cases, but never starve', async () => {
    const imported = await Promise.all(
      Array.from({ length: 5 }, () => record.commands.register(registration(), 1)),
    );
    const live = await Promise.all(Array.from({ length: 20 }, () => record.registerCase()));
    const lanes = (await record.relay.claim(10, 30)).map(({ lane }) => lane);
    expect(lanes.filter((lane) => lane === 0).length).toBeGreaterThanOrEqual(9);
    expect(lanes.filter((lane) => lane === 1)).toHaveLength(1);
    expect(await record.relay.claim(100, 30, 0)).toHaveLength(live.length - 10);
    expect(await record.relay.claim(100, 30)).toHaveLength(imported.length - 1);
  });

  it('sends overdue cases again that nobody acted on, not over and over', async () => {
    const { trackingNumber } = await record.registerCase({ category: 'demo-seconds' });
    await record.registerCase();
    await record.relay.delivered(await record.relay.claim(10, 30));
    expect(await record.relay.redeliverOverdue(60)).toBe(0);
    record.itIs(new Date(Date.now() + 3_600_000).toISOString());
    expect(await record.relay.overdueCount(60)).toBe(1);
    expect(await record.relay.redeliverOverdue(60)).toBe(1);
    expect(await record.relay.redeliverOverdue(60)).toBe(0);
    const claimed = await record.relay.claim(10, 30);
    expect(claimed).toMatchObject([{ situation: { trackingNumber, version: 1, wakeInMs: 0 } }]);
    await record.relay.delivered(claimed);
    expect(await record.relay.redeliverOverdue(60)).toBe(0);
    expect(await record.relay.redeliverOverdue(60, 0)).toBe(1);
    await record.commands.applyDeadlines(trackingNumber);
    expect(await record.relay.overdueCount(60)).toBe(0);
  });

  it('sends few overdue cases again at a time, the longest overdue first', async () => {
    const registered = await Promise.all(
      Array.from({ length: 110 }, () => record.registerCase({ category: 'demo-seconds' })),
    );
    await record.relay.delivered(await record.relay.claim(registered.length, 30));
    record.itIs(new Date(Date.now() + 3_600_000).toISOString());
    expect(await record.relay.redeliverOverdue(60)).toBe(100);
    const [{ agree } = { agree: false }] = await record.sql<{ agree: boolean }>(
      `SELECT max(due_at) FILTER (WHERE delivered_version = 0) <= min(due_at) FILTER (WHERE delivered_version > 0) AS agree
       FROM workflow_sync`,
    );
    expect(agree).toBe(true);
    expect(await record.relay.redeliverOverdue(60)).toBe(10);
  });

  it('rebuilds: every open case is delivered anew, under a higher epoch when a restore is healed', async () => {
    const open = (await record.registerCase()).trackingNumber;
    const closed = (await record.registerCase()).trackingNumber;
    await record.commands.execute(command(closed, { type: 'withdraw', body: {} }));
    await record.relay.delivered(await record.relay.claim(100, 30));
    await record.sql(`DELETE FROM workflow_sync WHERE tracking_number = $1`, [open]);
    const numbers: string[] = [];
    for await (const page of record.openCases.numbers(7)) numbers.push(...page);
    const before = (await record.cases.situation(open)).epoch;
    const { epoch, cases } = await record.relay.rebuild({ raiseEpoch: true });
    expect(epoch).toBe(before + 1);
    expect(cases).toBe(numbers.length);
    const claimed = await record.relay.claim(1_000, 30);
    expect(numbersOf(claimed).sort()).toEqual(numbers.sort());
    expect(claimed.every(({ situation }) => situation.epoch === epoch)).toBe(true);
    expect(await record.openCases.isOpen([open, closed, 'CT-00000-00000-0'])).toEqual(new Set([open]));
    const { events } = await record.commands.execute(command(open, progress()));
    const [row] = await record.sql<{ epoch: number }>(
      'SELECT epoch FROM case_events WHERE tracking_number = $1 AND sequence = $2',
      [open, events[0]!.sequence],
    );
    expect(row?.epoch).toBe(epoch);
  });
});

describe('the outbox', () => {
  let record: RecordUnderTest;

  beforeAll(async () => {
    record = await RecordUnderTest.open((await freshDatabase()).url);
  });
  afterAll(() => record.close());

  it('holds every event once, in order within its case, without texts, until the broker has it', async () => {
    const externalReference = '信访〔2026〕12号';
    const { trackingNumber } = await record.registerCase({ externalReference });
    await record.commands.execute(command(trackingNumber, progress('Secret words.')));
    const taken = await record.outbox.take(10);
    expect(taken.map(({ message }) => [message.id, message.type, message.status])).toEqual([
      [`${trackingNumber}.1.1`, 'CaseRegistered', 'assigned'],
      [`${trackingNumber}.1.2`, 'ProgressRecorded', 'inHandling'],
    ]);
    expect(JSON.stringify(taken)).not.toMatch(/Secret words|filer@example|Filer One|养老金|信访/);
    const [kept] = await record.sql(
      `SELECT data::jsonb->>'externalReference' AS kept FROM case_events WHERE sequence = 1`,
    );
    expect(kept).toEqual({ kept: externalReference });
    expect((await record.outbox.lag()).count).toBe(2);
    await record.outbox.remove([taken[0]!.outboxId]);
    expect((await record.outbox.take(10)).map(({ message }) => message.sequence)).toEqual([2]);
    await record.outbox.remove([taken[1]!.outboxId]);
    expect(await record.outbox.lag()).toEqual({ count: 0, ageSeconds: 0 });
  });

  it('says with each event what the case was right after it, not what came later', async () => {
    record.itIs('2026-03-06T02:00:00Z');
    const { trackingNumber } = await record.registerCase();
    record.itIs('2026-03-12T02:00:00Z');
    const transfer = {
      process: 'p',
      presentState: 's',
      to: 'hotline',
      seen: { version: 2, lastStatement: 0 },
    };
    const superior = { kind: 'officer', department: 'social-insurance-pensions', officer: 'x-1' } as const;
    await record.commands.execute(
      command(trackingNumber, { type: 'transfer', body: transfer }, { actor: superior }),
    );
    const events = (await record.outbox.take(10)).filter(
      ({ message }) => message.trackingNumber === trackingNumber,
    );
    expect(events.map(({ message }) => [message.type, message.responsibleDepartment])).toEqual([
      ['CaseRegistered', 'social-insurance-counter'],
      ['IdleEscalated', 'social-insurance-pensions'],
      ['CaseTransferred', 'hotline'],
    ]);
    record.itIsNow();
  });

  it('passes no late commit by: a lower id that appears later is taken all the same', async () => {
    await record.outbox.remove((await record.outbox.take(100)).map(({ outboxId }) => outboxId));
    const { trackingNumber } = await record.registerCase();
    await record.outbox.remove((await record.outbox.take(100)).map(({ outboxId }) => outboxId));
    await record.sql(
      `
      INSERT INTO outbox (id, tracking_number, sequence, status, responsible_department) OVERRIDING SYSTEM VALUE
      SELECT min(least(1, id)) - 1, $1, 1, 'assigned', 'x' FROM (SELECT 1 AS id) AS one`,
      [trackingNumber],
    );
    expect(await record.outbox.take(10)).toHaveLength(1);
  });

  it('has one publisher at a time, and another when the first is gone', async () => {
    const first = await record.outbox.tryLead();
    expect(first?.held).toBe(true);
    expect(await record.outbox.tryLead()).toBeNull();
    await record.sql(`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'record-specs-publisher' AND datname = current_database()`);
    while (first!.held) await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await record.outbox.tryLead();
    expect(second?.held).toBe(true);
    await second!.release();
    expect(second!.held).toBe(false);
  });
});
