import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseTrackingNumber } from '@casetrace/contracts';
import { freshDatabase, onDatabase } from '../../harness/databases';
import { get, post } from './http';
import { type Doors, openDoors } from './open-doors';
import { handler, pensionMatter, registered, resolution } from './registrations';

let doors: Doors;
let databaseUrl: string;
beforeAll(async () => {
  databaseUrl = (await freshDatabase()).url;
  doors = await openDoors(databaseUrl, { WRONG_CREDENTIALS_ALLOWED: '1000' });
});
afterAll(() => doors.close());

const caseUrl = (number: string): string => `${doors.intake}/v1/cases/${number}`;

describe('registering', () => {
  it('tells number, access code, who is responsible, and what happens next and why in both languages', async () => {
    const { number, accessCode, answer } = await registered(doors);
    expect(parseTrackingNumber(number)).toBe(number);
    expect(accessCode.length).toBeGreaterThanOrEqual(8);
    expect(answer.headers.get('location')).toBe(`/v1/cases/${number}`);
    expect(answer.body).toMatchObject({
      status: 'assigned',
      responsibleDepartment: 'social-insurance-counter',
      version: 1,
      level: 0,
      replayed: false,
      nextDeadline: { kind: 'idle', occurrence: 1 },
    });
    const { dueAt, why } = answer.body.nextDeadline;
    expect(Date.parse(dueAt)).toBeGreaterThan(Date.now());
    expect(why.en).toMatch(/3 working days/);
    expect(why.zh).toMatch(/工作日/);
  });

  it('needs an Idempotency-Key', async () => {
    const answer = await post(`${doors.intake}/v1/cases`, pensionMatter, { as: 'window-1', key: null });
    expect([answer.status, answer.body.code]).toEqual([400, 'idempotencyKeyMissing']);
    const strange = await post(`${doors.intake}/v1/cases`, pensionMatter, { as: 'window-1', key: 'a b' });
    expect(strange.body.errors).toMatchObject([{ path: 'Idempotency-Key' }]);
  });

  it('answers a repeat with the same case and code, however many come at once', async () => {
    const again = () =>
      post(`${doors.intake}/v1/cases`, pensionMatter, { as: 'window-1', key: 'the-same-matter' });
    const answers = await Promise.all([again(), again(), again(), again()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.trackingNumber)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.accessCode)).size).toBe(1);
    expect(answers.filter(({ body }) => !body.replayed)).toHaveLength(1);
  });

  it('refuses the same key with another body, and gives another caller with the same key a case of their own', async () => {
    const first = await post(`${doors.intake}/v1/cases`, pensionMatter, {
      as: 'window-1',
      key: 'shared-key',
    });
    const other = { ...pensionMatter, subject: '另一件事' };
    const reused = await post(`${doors.intake}/v1/cases`, other, { as: 'window-1', key: 'shared-key' });
    expect([reused.status, reused.body.code]).toEqual([422, 'idempotencyKeyReused']);
    const agency = await post(`${doors.intake}/v1/cases`, pensionMatter, {
      as: 'hotline-system',
      key: 'shared-key',
    });
    expect(agency.status).toBe(201);
    expect(agency.body.trackingNumber).not.toBe(first.body.trackingNumber);
  });

  it('refuses a category that does not exist, and nothing is kept of it', async () => {
    const count = () =>
      onDatabase(
        databaseUrl,
        async (client) => (await client.query('select count(*)::int as n from cases')).rows[0].n,
      );
    const before: unknown = await count();
    const answer = await post(
      `${doors.intake}/v1/cases`,
      { ...pensionMatter, category: 'astrology' },
      { as: 'window-1' },
    );
    expect([answer.status, answer.body.code]).toEqual([409, 'unknownCategory']);
    expect(await count()).toBe(before);
  });
});

describe('tracking', () => {
  it('shows the filer the whole case, and their own contact data', async () => {
    const { number, accessCode } = await registered(doors);
    const { status, body } = await get(caseUrl(number), { accessCode });
    expect(status).toBe(200);
    expect(body).toMatchObject({ trackingNumber: number, version: 1, lastStatement: 0, status: 'assigned' });
    expect(body.timeline).toHaveLength(1);
    expect(body.timeline[0]).toMatchObject({ sequence: 1, type: 'CaseRegistered' });
    expect(JSON.stringify(body)).toContain(pensionMatter.filer.mail);
  });

  it('tells a wrong code and an unknown number alike', async () => {
    const { number } = await registered(doors);
    const wrongCode = await get(caseUrl(number), { accessCode: 'WRONG-CODE-0000' });
    const unknown = await get(caseUrl('CT-00000-00000-0'), { accessCode: 'WRONG-CODE-0000' });
    expect([wrongCode.status, unknown.status]).toEqual([404, 404]);
    const withoutId = ({ instance: _, ...rest }: Record<string, unknown>) => rest;
    expect(withoutId(wrongCode.body)).toEqual(withoutId(unknown.body));
    expect(wrongCode.body.code).toBe('noSuchCase');
  });

  it('takes about as long for a wrong code as for an unknown number', async () => {
    const { number } = await registered(doors);
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    const timed = async (target: string): Promise<number> => {
      const began = performance.now();
      await get(caseUrl(target), { accessCode: 'WRONG-CODE' });
      return performance.now() - began;
    };
    // By turns, so that a busy machine is as busy for both.
    for (let attempt = 0; attempt < 100; attempt++) {
      times.known.push(await timed(number));
      times.unknown.push(await timed('CT-00000-00000-0'));
    }
    const median = (all: number[]): number => all.slice(20).sort((one, other) => one - other)[40]!;
    const [known, unknown] = [median(times.known), median(times.unknown)];
    expect(Math.abs(known - unknown)).toBeLessThan(Math.max(known, unknown) / 2 + 1);
  });

  it("does not open another's case with one's own code", async () => {
    const [mine, theirs] = [await registered(doors), await registered(doors)];
    const answer = await get(caseUrl(theirs.number), { accessCode: mine.accessCode });
    expect(answer.body.code).toBe('noSuchCase');
  });

  it('opens to officers of every department, contact data only to those concerned', async () => {
    const { number } = await registered(doors);
    for (const [as, seesContact] of [
      ['window-1', true],
      [handler, true],
      ['market-consumers-1', false],
      ['auditor-1', false],
    ] as const) {
      const { status, body } = await get(caseUrl(number), { as });
      expect([as, status]).toEqual([as, 200]);
      expect([as, JSON.stringify(body).includes(pensionMatter.filer.mail)]).toEqual([as, seesContact]);
      expect(JSON.stringify(body)).toContain(pensionMatter.details);
    }
  });

  it('opens to an agency only what its department registered', async () => {
    const own = await registered(doors, { channel: 'agency' }, 'hotline-system');
    const others = await registered(doors);
    expect((await get(caseUrl(own.number), { as: 'hotline-system' })).status).toBe(200);
    const refused = await get(caseUrl(others.number), { as: 'hotline-system' });
    expect([refused.status, refused.body.code]).toEqual([403, 'notAllowed']);
  });
});

describe('what a filer does', () => {
  const seenNow = async (number: string, accessCode: string) => {
    const { version, lastStatement } = (await get(caseUrl(number), { accessCode })).body;
    return { version, lastStatement };
  };

  it('argues, answers, and reopens with number and code; an officer may argue for them', async () => {
    const { number, accessCode } = await registered(doors);
    const argued = await post(
      `${caseUrl(number)}/statements`,
      { kind: 'argument', text: '应当认定。' },
      { accessCode },
    );
    expect(argued.body).toMatchObject({ version: 2, events: [{ type: 'StatementAdded', sequence: 2 }] });
    const forThem = await post(
      `${caseUrl(number)}/statements`,
      { kind: 'fact', text: '来电补充。' },
      { as: 'window-1' },
    );
    expect(forThem.status).toBe(200);
    const { body: page } = await get(caseUrl(number), { accessCode });
    expect(page.timeline[1]).toMatchObject({ actor: { kind: 'filer' }, data: { onBehalfOfFiler: false } });
    expect(page.timeline[2]).toMatchObject({ actor: { kind: 'officer' }, data: { onBehalfOfFiler: true } });
    expect(page.lastStatement).toBe(3);

    const action = `${doors.query}/v1/cases/${number}/actions`;
    const seen = await seenNow(number, accessCode);
    const resolve = { ...resolution, unansweredReason: '已一并处理。', seen };
    expect((await post(`${action}/resolve`, resolve, { as: handler })).body.status).toBe('resolved');
    const answer = { answer: 'satisfied', seen: await seenNow(number, accessCode) };
    const closed = await post(`${caseUrl(number)}/answer`, answer, { accessCode });
    expect(closed.body).toMatchObject({ status: 'closed', closure: 'satisfied', nextDeadline: null });
    const reopened = await post(`${caseUrl(number)}/reopening`, { reason: '又少计了。' }, { accessCode });
    expect(reopened.body).toMatchObject({ status: 'assigned', closure: null });
  });

  it('withdraws, with or without a reason, and a repeat changes nothing', async () => {
    const { number, accessCode } = await registered(doors);
    const call = { accessCode, key: 'withdraw-once' };
    const withdrawn = await post(`${caseUrl(number)}/withdrawal`, undefined, call);
    expect(withdrawn.body).toMatchObject({ status: 'closed', closure: 'withdrawn', replayed: false });
    const again = await post(`${caseUrl(number)}/withdrawal`, undefined, call);
    expect(again.body).toEqual({ ...withdrawn.body, replayed: true });
  });

  it('is told in which status an answer is awaited', async () => {
    const { number, accessCode } = await registered(doors);
    const answer = { answer: 'satisfied', seen: { version: 1, lastStatement: 0 } };
    const refused = await post(`${caseUrl(number)}/answer`, answer, { accessCode });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'notInThisStatus', status: 409, caseStatus: 'assigned' });
    expect(refused.body.detail).toContain('assigned');
  });
});
