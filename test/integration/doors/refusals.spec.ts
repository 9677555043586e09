import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../harness/databases';
import { get, post, send } from './http';
import { type Doors, openDoors } from './open-doors';
import { registered } from './registrations';

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors((await freshDatabase()).url, {
    WRONG_CREDENTIALS_ALLOWED: '5',
    WRONG_CREDENTIALS_WINDOW_SECONDS: '600',
    TRUST_PROXY: 'loopback',
  });
});
afterAll(() => doors.close());

const refusals = async (): Promise<Record<string, unknown>[]> =>
  (await get(`${doors.query}/v1/refusals`, { as: 'auditor-1' })).body.items;
const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

describe('who is not known', () => {
  it('is asked to sign in', async () => {
    const { number } = await registered(doors);
    for (const answer of [
      await get(`${doors.query}/v1/worklist`),
      await get(`${doors.intake}/v1/cases/${number}`),
      await get(`${doors.query}/v1/worklist`, { headers: { authorization: 'Basic eDp5' } }),
      await get(`${doors.query}/v1/cases/${number}`, { accessCode: 'filers are let in by the other door' }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([401, 'notSignedIn']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('with a key that does not exist is refused, and that is on record', async () => {
    const wrong = {
      authorization: 'Bearer ctk_nobody_0123456789abcdef0123456789abcdef',
      ...from('203.0.113.9').headers,
    };
    const answer = await get(`${doors.query}/v1/worklist`, { headers: wrong });
    expect([answer.status, answer.body.code]).toEqual([401, 'notSignedIn']);
    expect(await refusals()).toContainEqual(
      expect.objectContaining({ principal: null, permission: 'worklist.read', code: 'notSignedIn' }),
    );
  });
});

describe('a refused attempt', () => {
  it('is on record with principal, department, permission, case and route, for auditors only', async () => {
    const { number } = await registered(doors);
    const refused = await post(
      `${doors.query}/v1/cases/${number}/actions/instruct`,
      { text: '照办。' },
      { as: 'window-1' },
    );
    expect([refused.status, refused.body.code]).toEqual([403, 'notAllowed']);
    expect((await refusals())[0]).toMatchObject({
      principal: 'officer:window-1',
      department: 'service-hall-windows',
      permission: 'case.instruct',
      trackingNumber: number,
      code: 'notAllowed',
      route: 'POST /v1/cases/:number/actions/instruct',
    });
    const curious = await get(`${doors.query}/v1/refusals`, { as: 'window-1' });
    expect(curious.status).toBe(403);
    expect((await refusals())[0]).toMatchObject({ permission: 'refusals.read' });
  });

  it('is read in pages, newest first, none twice', async () => {
    const { number } = await registered(doors);
    for (let attempt = 0; attempt < 5; attempt++) {
      await post(
        `${doors.query}/v1/cases/${number}/actions/instruct`,
        { text: '照办。' },
        { as: 'window-1' },
      );
    }
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await get(`${doors.query}/v1/refusals?limit=2${next}`, { as: 'auditor-1' });
      expect(body.items.length).toBeLessThanOrEqual(2);
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(5);
  });
});

describe('what a rule behind the guard refuses', () => {
  /** The attempts that came on record meanwhile, newest first. */
  const recordedDuring = async (attempt: () => Promise<{ status: number; body: { code?: string } }>) => {
    const before = (await refusals()).map(({ id }) => id);
    const { status, body } = await attempt();
    expect([status, body.code]).toEqual([403, 'notAllowed']);
    return (await refusals()).filter(({ id }) => !before.includes(id));
  };

  it('is on record once: planning the duty of another department', async () => {
    const plan = { from: '2027-06-01T00:00:00+08:00', to: '2027-07-01T00:00:00+08:00', shifts: [] };
    const attempt = () =>
      send('PUT', `${doors.query}/v1/departments/market/duty`, plan, { as: 'social-insurance-1' });
    expect(await recordedDuring(attempt)).toMatchObject([
      {
        principal: 'officer:social-insurance-1',
        permission: 'duty.plan',
        code: 'notAllowed',
        route: 'PUT /v1/departments/:code/duty',
      },
    ]);
  });

  it('is on record once: an agency that names another desk', async () => {
    const attempt = () => get(`${doors.intake}/v1/consultations?desk=all`, { as: 'hotline-system' });
    expect(await recordedDuring(attempt)).toMatchObject([
      { department: 'hotline', code: 'notAllowed', route: 'GET /v1/consultations', trackingNumber: null },
    ]);
  });

  it('is on record once also where the guard refuses', async () => {
    const attempt = () => send('PUT', `${doors.query}/v1/policies/noise`, {}, { as: 'city-1' });
    expect(await recordedDuring(attempt)).toHaveLength(1);
  });

  it('is not on record where it is no refusal: a thing that is not there', async () => {
    const before = await refusals();
    const typed = await get(`${doors.query}/v1/departments/moon/duty`, { as: 'window-1' });
    expect(typed.status).toBe(404);
    expect(await refusals()).toEqual(before);
  });
});

describe('guessing an access code', () => {
  it('ends after a few wrong ones, for that number from everywhere, and says when to come back', async () => {
    const { number, accessCode } = await registered(doors);
    for (let attempt = 0; attempt < 5; attempt++) {
      const answer = await get(`${doors.intake}/v1/cases/${number}`, {
        accessCode: `WRONG-${attempt}`,
        ...from(`198.51.100.${attempt}`),
      });
      expect(answer.status).toBe(404);
    }
    const refused = await get(`${doors.intake}/v1/cases/${number}`, { accessCode, ...from('198.51.100.77') });
    expect([refused.status, refused.body.code]).toEqual([429, 'tooManyRequests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refusals()).toContainEqual(
      expect.objectContaining({
        permission: 'case.read',
        trackingNumber: number,
        code: 'noSuchCase',
        principal: null,
      }),
    );
  });

  it('ends after a few wrong ones from one address, whatever the number; others go on', async () => {
    const tried = await Promise.all(Array.from({ length: 5 }, () => registered(doors)));
    for (const { number } of tried) {
      await get(`${doors.intake}/v1/cases/${number}`, { accessCode: 'WRONG', ...from('192.0.2.1') });
    }
    const { number, accessCode } = await registered(doors);
    const refused = await get(`${doors.intake}/v1/cases/${number}`, { accessCode, ...from('192.0.2.1') });
    expect(refused.status).toBe(429);
    const elsewhere = await get(`${doors.intake}/v1/cases/${number}`, { accessCode, ...from('192.0.2.2') });
    expect(elsewhere.status).toBe(200);
  });
});
