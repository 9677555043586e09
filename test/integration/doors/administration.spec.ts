import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../harness/databases';
import { type Answer, get, post, send } from './http';
import { type Doors, openDoors } from './open-doors';
import { handler, registered } from './registrations';

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors((await freshDatabase()).url);
});
afterAll(() => doors.close());

const administrator = 'administrator-1';
const put = (path: string, body: unknown, as = administrator): Promise<Answer> =>
  send('PUT', `${doors.query}/v1/${path}`, body, { as });
const policyOf = async (category: string) =>
  (await get(`${doors.query}/v1/categories`, { as: administrator })).body.items.find(
    ({ code }: { code: string }) => code === category,
  ).policy;
const deadlinesOf = async (number: string) =>
  (await get(`${doors.query}/v1/cases/${number}`, { as: handler })).body;

describe('publishing a policy', () => {
  it('makes a new version that holds for the next registration', async () => {
    const before = await policyOf('consumer-complaint');
    const limits = {
      department: 'market-consumers',
      idle: { amount: 5, unit: 'workingDays' },
      reason: '人手不足。',
    };
    const published = await put('policies/consumer-complaint', limits);
    expect(published.status).toBe(200);
    const after = await policyOf('consumer-complaint');
    expect(after).toMatchObject({
      version: (before.version as number) + 1,
      idle: { amount: 5, unit: 'workingDays' },
    });
    const { answer } = await registered(doors, { category: 'consumer-complaint' });
    expect(answer.body.nextDeadline.explanation.period).toEqual({ amount: 5, unit: 'workingDays' });
  });

  it.each([
    [
      { department: 'market-consumers', idle: { amount: 2.5, unit: 'workingDays' }, reason: 'x' },
      'idle.amount',
    ],
    [{ department: 'market-consumers', idle: { amount: 1, unit: 'fortnights' }, reason: 'x' }, 'idle.unit'],
    [{ department: 'market-consumers' }, 'reason'],
  ])('refuses what cannot be counted or has no reason', async (body, path) => {
    const { status, body: problem } = await put('policies/consumer-complaint', body);
    expect([status, problem.code]).toEqual([400, 'invalidRequest']);
    expect(problem.errors).toMatchObject([{ path }]);
  });

  it('refuses an unknown category, and anybody but an administrator', async () => {
    const limits = { department: 'market-consumers', reason: 'x' };
    expect((await put('policies/astrology', limits)).body.code).toBe('unknownCategory');
    expect((await put('policies/noise', limits, 'city-1')).body.code).toBe('notAllowed');
  });
});

describe('the emergency brake', () => {
  it('stops the clocks of its scope only, until it is lifted', async () => {
    const [inside, outside] = [await registered(doors, { category: 'noise' }), await registered(doors)];
    const body = { category: 'noise', reason: '台风，全市停电。' };
    const suspended = await post(`${doors.query}/v1/suspensions`, body, { as: administrator });
    expect(suspended.status).toBe(201);
    const touch = (number: string) =>
      post(
        `${doors.intake}/v1/cases/${number}/statements`,
        { kind: 'fact', text: '补充。' },
        { as: 'window-1' },
      );
    expect((await touch(inside.number)).body.nextDeadline).toBeNull();
    expect((await touch(outside.number)).body.nextDeadline).not.toBeNull();
    expect(await deadlinesOf(inside.number)).toMatchObject({ paused: 'suspended', deadlines: [] });

    const standing = (await get(`${doors.query}/v1/suspensions`, { as: 'auditor-1' })).body.items;
    expect(standing).toMatchObject([
      { id: suspended.body.id, category: 'noise', department: null, to: null },
    ]);
    const lifting = `${doors.query}/v1/suspensions/${suspended.body.id as string}/lifting`;
    expect((await post(lifting, { reason: '恢复供电。' }, { as: administrator })).status).toBe(200);
    expect((await touch(inside.number)).body.nextDeadline).not.toBeNull();
    const again = await post(lifting, { reason: '再次。' }, { as: administrator });
    expect([again.status, again.body.code]).toEqual([404, 'noSuchResource']);
  });
});

describe('the emergency brake of what is not there', () => {
  it.each([
    [{ department: 'watr' }, 'unknownDepartment'],
    [{ category: 'astrology' }, 'unknownCategory'],
    [{ district: 'moon' }, 'unknownDistrict'],
    [{ department: 'city', category: 'noise', district: 'moon' }, 'unknownDistrict'],
  ])('is refused: %j', async (scope, code) => {
    const before = (await get(`${doors.query}/v1/suspensions`, { as: 'auditor-1' })).body.items;
    const body = { ...scope, reason: '台风。' };
    const refused = await post(`${doors.query}/v1/suspensions`, body, { as: administrator });
    expect([refused.status, refused.body.code]).toEqual([409, code]);
    const after = (await get(`${doors.query}/v1/suspensions`, { as: 'auditor-1' })).body.items;
    expect(after).toEqual(before);
  });

  it.each([
    { department: 'city', district: 'east' },
    { category: 'noise', district: 'west' },
  ])('is pulled where department, category and district are known: %j', async (scope) => {
    const body = { ...scope, reason: '台风。' };
    const suspended = await post(`${doors.query}/v1/suspensions`, body, { as: administrator });
    expect(suspended.status).toBe(201);
    const lifting = `${doors.query}/v1/suspensions/${suspended.body.id as string}/lifting`;
    expect((await post(lifting, { reason: '恢复。' }, { as: administrator })).status).toBe(200);
  });

  it('is pulled in a district that only an open case names', async () => {
    await registered(doors, { place: { district: 'north' } });
    const body = { district: 'north', reason: '台风。' };
    const suspended = await post(`${doors.query}/v1/suspensions`, body, { as: administrator });
    expect(suspended.status).toBe(201);
    const lifting = `${doors.query}/v1/suspensions/${suspended.body.id as string}/lifting`;
    await post(lifting, { reason: '恢复。' }, { as: administrator });
  });
});

describe('the calendar', () => {
  const year = 2031;
  const content = {
    source: { title: '测试通知', issuer: '测试', number: '测试〔2030〕1号', date: '2030-11-01' },
    holidays: [{ name: { zh: '元旦', en: 'New Year' }, from: `${year}-01-01`, to: `${year}-01-01` }],
    makeUpDays: [`${year}-01-04`],
    reason: '通知已公布。',
  };

  it('takes the arrangement of a year, again too, and a closure', async () => {
    expect((await put(`calendar/years/${year}`, content)).status).toBe(200);
    expect((await put(`calendar/years/${year}`, content)).status).toBe(200);
    const closure = {
      name: { zh: '台风', en: 'Typhoon' },
      from: '2031-08-04',
      to: '2031-08-05',
      reason: '停工。',
    };
    expect((await post(`${doors.query}/v1/calendar/closures`, closure, { as: administrator })).status).toBe(
      201,
    );
  });

  it('refuses what contradicts itself, and keeps nothing of it', async () => {
    const wrong = { ...content, makeUpDays: [`${year}-01-06`] };
    const { status, body } = await put(`calendar/years/${year}`, wrong);
    expect([status, body.code]).toEqual([400, 'invalidRequest']);
    expect(body.detail).toContain(`${year}-01-06`);
    expect((await put(`calendar/years/${year}`, content)).status).toBe(200);
    expect((await put('calendar/years/soon', content)).body.errors).toMatchObject([{ path: 'year' }]);
    const closure = {
      name: { zh: '台风', en: 'Typhoon' },
      from: '2031-08-05',
      to: '2031-08-04',
      reason: '停工。',
    };
    expect((await post(`${doors.query}/v1/calendar/closures`, closure, { as: administrator })).status).toBe(
      400,
    );
  });
});
