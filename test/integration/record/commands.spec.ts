import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordError } from '@casetrace/case-record';
import { eventSchemaVersion, parseTrackingNumber } from '@casetrace/contracts';
import { freshDatabase } from '../../harness/databases';
import {
  command,
  counterOfficer,
  newKey,
  progress,
  RecordUnderTest,
  registration,
  windowOfficer,
} from './record-under-test';

describe('registering', () => {
  let record: RecordUnderTest;

  beforeAll(async () => {
    record = await RecordUnderTest.open((await freshDatabase()).url);
  });
  afterAll(() => record.close());

  it('gives a number with its check character, an access code, the department of the category and the first deadline', async () => {
    const answer = await record.registerCase();
    expect(parseTrackingNumber(answer.trackingNumber)).toBe(answer.trackingNumber);
    expect(answer.accessCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(answer).toMatchObject({
      version: 1,
      status: 'assigned',
      responsibleDepartment: 'social-insurance-counter',
      nextDeadline: { kind: 'idle', occurrence: 1 },
      events: [{ sequence: 1, type: 'CaseRegistered' }],
      replayed: false,
    });
  });

  it('keeps no access code, only its hash, and knows it again however it is typed', async () => {
    const { trackingNumber, accessCode } = await record.registerCase();
    const rows = await record.sql(`SELECT c::text AS row FROM cases c WHERE tracking_number = $1`, [
      trackingNumber,
    ]);
    const answers = await record.sql(`SELECT a::text AS row FROM accepted_commands a`);
    expect(JSON.stringify([rows, answers])).not.toContain(accessCode);
    expect(
      await record.cases.checkAccessCode(trackingNumber, accessCode!.toLowerCase().replace('-', ' ')),
    ).toBe(true);
    expect(await record.cases.checkAccessCode(trackingNumber, 'AAAA-AAAA')).toBe(false);
    expect(await record.cases.checkAccessCode('CT-00000-00000-0', accessCode!)).toBe(false);
  });

  it('answers a repeat the same with the access code for a day, then without', async () => {
    const key = newKey();
    record.itIs('2026-03-02T01:00:00Z');
    const { replayed: _, ...first } = await record.registerCase({}, key);
    record.itIs('2026-03-03T00:59:00Z');
    expect(await record.registerCase({}, key)).toEqual({ ...first, replayed: true });
    record.itIs('2026-03-03T01:01:00Z');
    const { accessCode, ...told } = first;
    expect(accessCode).toBeDefined();
    expect(await record.registerCase({}, key)).toEqual({ ...told, replayed: true });
    record.itIsNow();
  });

  it('makes one case of many simultaneous requests with the same key', async () => {
    const request = registration();
    const answers = await Promise.all(Array.from({ length: 8 }, () => record.commands.register(request)));
    expect(new Set(answers.map(({ trackingNumber }) => trackingNumber)).size).toBe(1);
    expect(new Set(answers.map(({ accessCode }) => accessCode)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const [row] = await record.sql<{ cases: number }>(
      `SELECT count(*)::int AS cases FROM accepted_commands WHERE key = $1`,
      [request.key],
    );
    expect(row?.cases).toBe(1);
  });

  it('refuses the same key for another body, and takes it from another caller', async () => {
    const request = registration();
    await record.commands.register(request);
    const other = { ...registration({ subject: 'Another matter' }), key: request.key };
    await expect(record.commands.register(other)).rejects.toMatchObject({ code: 'idempotencyKeyReused' });
    const answer = await record.commands.register({ ...other, caller: 'agency:hotline-system' });
    expect(answer.replayed).toBe(false);
  });

  it('leaves nothing behind when the category is unknown', async () => {
    const before = await record.sql('SELECT count(*) FROM cases');
    const key = newKey();
    await expect(record.registerCase({ category: 'nothing' }, key)).rejects.toMatchObject({
      code: 'unknownCategory',
    });
    expect(await record.sql('SELECT count(*) FROM cases')).toEqual(before);
    expect((await record.registerCase({}, key)).replayed).toBe(false);
  });

  it.each(['a\u0000b', 'a\ud800'])('refuses text that PostgreSQL cannot keep (%j)', async (subject) => {
    await expect(record.registerCase({ subject })).rejects.toMatchObject({ code: 'invalidRequest' });
  });

  it('keeps what looks dangerous and is not', async () => {
    const subject = `\\u0000 '; DROP TABLE cases; -- 案😀 "{}"`;
    const { trackingNumber } = await record.registerCase({ subject });
    expect((await record.cases.read(trackingNumber, { visibilities: ['everyone'] })).subject).toBe(subject);
  });
});

describe('a command', () => {
  let record: RecordUnderTest;
  let other: RecordUnderTest;

  beforeAll(async () => {
    const { url } = await freshDatabase();
    record = await RecordUnderTest.open(url);
    other = await RecordUnderTest.open(url, { lockTimeoutMs: 150 });
  });
  afterAll(async () => {
    await record.close();
    await other.close();
  });

  it('is answered with what was committed, and any read shows it at once', async () => {
    const { trackingNumber } = await record.registerCase();
    const answer = await record.commands.execute(command(trackingNumber, progress()));
    expect(answer).toMatchObject({
      version: 2,
      status: 'inHandling',
      events: [{ sequence: 2, type: 'ProgressRecorded' }],
    });
    expect(await other.cases.situation(trackingNumber)).toMatchObject({
      version: 2,
      latestEvent: 'ProgressRecorded',
    });
  });

  it('acts once however often it is repeated, and tells each time the same', async () => {
    const { trackingNumber } = await record.registerCase();
    const request = command(trackingNumber, progress());
    const { replayed: _, ...first } = await record.commands.execute(request);
    await record.commands.execute(command(trackingNumber, progress('Later.')));
    expect(await other.commands.execute(request)).toEqual({ ...first, replayed: true });
    expect((await record.cases.situation(trackingNumber)).version).toBe(3);
  });

  it('acts once when many send it at the same time from two processes', async () => {
    const { trackingNumber } = await record.registerCase();
    const request = command(trackingNumber, progress());
    const unhurried = await RecordUnderTest.open((record.database.dataSource.options as { url: string }).url);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 ? record : unhurried).commands.execute(request)),
    );
    await unhurried.close();
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ version }) => version))).toEqual(new Set([2]));
    expect((await record.cases.situation(trackingNumber)).version).toBe(2);
  });

  it('keeps a rejection as its answer, and commits the steps that came before it', async () => {
    record.itIs('2026-03-02T01:00:00Z');
    const { trackingNumber } = await record.registerCase();
    record.itIs('2026-03-09T01:00:00Z');
    const request = command(trackingNumber, progress());
    const refused = await record.commands.execute(request);
    expect(refused).toMatchObject({
      status: 'assigned',
      responsibleDepartment: 'social-insurance-pensions',
      events: [{ type: 'IdleEscalated' }],
      rejection: { code: 'notResponsible' },
    });
    expect(await record.commands.execute(request)).toEqual({ ...refused, replayed: true });
    expect(await record.cases.situation(trackingNumber)).toMatchObject({
      version: 2,
      latestEvent: 'IdleEscalated',
    });
    record.itIsNow();
  });

  it('never takes a time before the last event of the case', async () => {
    record.itIs('2026-03-02T01:00:00Z');
    const { trackingNumber } = await record.registerCase();
    record.itIs('2026-03-01T01:00:00Z');
    const { events } = await record.commands.execute(command(trackingNumber, progress()));
    expect(events[0]?.recordedAt).toBe('2026-03-02T01:00:00.000Z');
    record.itIsNow();
  });

  it('tells whoever decides on an old page what is new', async () => {
    const { trackingNumber } = await record.registerCase();
    const statement = { type: 'addStatement', body: { kind: 'fact', text: 'It arrived.' } } as const;
    await record.commands.execute(command(trackingNumber, statement, { actor: windowOfficer }));
    const said = {
      process: 'p',
      presentState: 's',
      to: 'social-insurance',
      seen: { version: 1, lastStatement: 0 },
    };
    const refused = await record.commands.execute(command(trackingNumber, { type: 'transfer', body: said }));
    expect(refused.rejection).toMatchObject({
      code: 'newerEntries',
      facts: { version: 2, lastStatement: 2 },
    });
    const entries = await record.cases.entriesSince(trackingNumber, 1, ['everyone']);
    expect(entries).toMatchObject([{ sequence: 2, texts: [{ field: 'text', content: 'It arrived.' }] }]);
  });

  it('waits for a busy case only so long, then says so and writes nothing', async () => {
    const { trackingNumber } = await record.registerCase();
    await record.database.dataSource.transaction(async (manager) => {
      await manager.query('SELECT 1 FROM cases WHERE tracking_number = $1 FOR UPDATE', [trackingNumber]);
      const started = performance.now();
      const waiting = other.commands.execute(command(trackingNumber, progress()));
      await expect(waiting).rejects.toMatchObject({ code: 'caseBusy' });
      expect(performance.now() - started).toBeLessThan(5_000);
    });
    expect((await record.cases.situation(trackingNumber)).version).toBe(1);
  });

  it('refuses to write over what a newer build wrote', async () => {
    const { trackingNumber } = await record.registerCase();
    const known = command(trackingNumber, { type: 'claim', body: {} });
    await record.commands.execute(known);
    const setSchemaVersion = (version: number) =>
      record.sql('UPDATE cases SET schema_version = $2 WHERE tracking_number = $1', [
        trackingNumber,
        version,
      ]);
    await setSchemaVersion(eventSchemaVersion + 1);
    const newer = { code: 'newerRecord' };
    await expect(record.commands.execute(command(trackingNumber, progress()))).rejects.toMatchObject(newer);
    await expect(record.commands.applyDeadlines(trackingNumber)).rejects.toMatchObject(newer);
    expect((await record.cases.situation(trackingNumber)).version).toBe(2);
    expect((await record.commands.execute(known)).replayed).toBe(true);
    await setSchemaVersion(eventSchemaVersion);
  });

  it('says that there is no such case', async () => {
    await expect(record.commands.execute(command('CT-00000-00000-0', progress()))).rejects.toThrow(
      RecordError,
    );
    await expect(record.commands.applyDeadlines('CT-00000-00000-0')).rejects.toMatchObject({
      code: 'noSuchCase',
    });
  });

  it('may mark an entry as entered in error if it is of who wrote it, or of a supervisor of their department', async () => {
    const { trackingNumber } = await record.registerCase();
    await record.commands.execute(command(trackingNumber, progress('Of another case.')));
    const mark = { type: 'markEnteredInError', body: { entry: 2, reason: 'wrong case' } } as const;
    const colleague = { ...counterOfficer, officer: 'social-insurance-counter-2' };
    const refused = await record.commands.execute(command(trackingNumber, mark, { actor: colleague }));
    expect(refused.rejection?.code).toBe('notResponsible');
    const marked = await record.commands.execute({
      ...command(trackingNumber, mark, { actor: colleague }),
      asSupervisor: true,
    });
    expect(marked.rejection).toBeUndefined();
    const { timeline } = await record.cases.read(trackingNumber, { visibilities: ['everyone'] });
    expect(timeline[1]).toMatchObject({ enteredInError: { by: 3, reason: 'wrong case' } });
    expect(timeline[1]?.texts[0]?.content).toBe('Of another case.');
    const unknown = { type: 'markEnteredInError', body: { entry: 9, reason: 'none' } } as const;
    expect((await record.commands.execute(command(trackingNumber, unknown))).rejection?.code).toBe(
      'unknownEntry',
    );
  });
});
