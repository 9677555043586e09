import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, freshDatabase, freshTopics, staffKey } from '../../engines';
import { get, post } from '../doors/http';
import { type Doors, openDoors } from '../doors/open-doors';
import { registered } from '../doors/registrations';
import { type RunningNotifications, startNotifications } from '../notifications/desk';
import { counter, findings, pensions, procedure, ReviewsUnderTest } from './reviews-under-test';

let doors: Doors;
let reviews: ReviewsUnderTest;
let notifications: RunningNotifications;
let id: string;
const supervisor = `${pensions}-1`;

beforeAll(async () => {
  const { url } = await freshDatabase();
  await freshTopics();
  reviews = await ReviewsUnderTest.open(url);
  doors = await openDoors(url);
  notifications = await startNotifications(url);
  await reviews.limits(pensions, { age: { amount: 0.1, unit: 'seconds' } });
  for (let count = 0; count < 5; count++) await registered(doors);
  await eventually(async () => {
    const [row] = await reviews.record.sql<{ old: boolean }>(
      `SELECT max(registered_at) < clock_timestamp() - interval '0.2 seconds' AS old FROM cases`,
    );
    expect(row?.old).toBe(true);
  });
  id = await eventually(async () => {
    const [opened] = (await reviews.watch.look())!.opened;
    expect(opened).toBeDefined();
    return opened!;
  });
});
afterAll(async () => {
  await notifications?.app.close();
  await doors?.close();
  await reviews?.record.close();
});

const ask = (path = '', as = supervisor) => get(`${doors.query}/v1/process-reviews${path}`, { as });
const act = (action: string, body: unknown, { as = supervisor, key }: { as?: string; key?: string } = {}) =>
  post(`${doors.query}/v1/process-reviews/${id}/actions/${action}`, body, {
    as,
    ...(key !== undefined && { key }),
  });

describe('process reviews over HTTP', () => {
  it('are listed and read with entries, cases that wait, and figures', async () => {
    const { body } = await ask(`?open=true&category=${pensions}&inCharge=${pensions}&place=${counter}`);
    expect(body.items).toMatchObject([{ id, status: 'opened', inCharge: { code: pensions } }]);
    expect((await ask('?open=false')).body).toEqual({ items: [], next: null });
    const { body: page, status } = await ask(`/${id}`, 'auditor-1');
    expect(status).toBe(200);
    expect(page).toMatchObject({
      figuresBefore: { open: 5, old: 5 },
      figuresAfter: { open: 5 },
      waiting: { count: 5, next: null },
      deadline: { why: { zh: expect.any(String), en: expect.any(String) } },
    });
    expect(page.waiting.items).toHaveLength(5);
    const first = (await ask(`/${id}/cases?limit=3`)).body;
    const rest = (await ask(`/${id}/cases?limit=3&cursor=${first.next}`)).body;
    expect([first.items.length, rest.items.length, rest.next]).toEqual([3, 2, null]);
  });

  it('show with new cases while they are open: in the answer, on the page, in the worklist', async () => {
    await eventually(async () => {
      const { number, answer } = await registered(doors);
      expect(answer.body.processReview).toBe(id);
      expect((await get(`${doors.query}/v1/cases/${number}`, { as: supervisor })).body.processReview).toBe(
        id,
      );
    });
    const { body } = await get(`${doors.query}/v1/worklist?department=${counter}`, { as: supervisor });
    expect(body.items[0].processReview).toBe(id);
    const other = await registered(doors, { category: 'noise' });
    expect(other.answer.body.processReview).toBeNull();
  });

  it('are told to the superior in charge and the department, in both languages', async () => {
    const inbox = await fetch(`${notifications.url}/v1/inbox`, {
      headers: { authorization: `Bearer ${staffKey(supervisor)}` },
    });
    expect(await inbox.json()).toMatchObject({
      entries: [
        {
          kind: 'processReviewOpened',
          trackingNumber: null,
          title: { zh: '积案超出限度，已启动流程审查', en: 'Cases have piled up: a process review is open' },
          data: { review: id, place: counter },
        },
      ],
    });
  });

  it('are acted on by a supervisor of the department in charge, in order, once per key', async () => {
    const officer = await act('acknowledge', {}, { as: 'social-insurance-counter-1' });
    expect([officer.status, officer.body.code]).toEqual([403, 'notAllowed']);
    const elsewhere = await act('acknowledge', {}, { as: 'city-1' });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([409, 'notResponsible']);
    expect(elsewhere.body.inCharge).toBe(pensions);
    const early = await act('adopt-procedure', procedure);
    expect([early.status, early.body.code]).toEqual([409, 'notInThisStatus']);
    const first = await act('acknowledge', {}, { key: 'k1' });
    expect(first.body).toMatchObject({ status: 'acknowledged', replayed: false });
    expect((await act('acknowledge', {}, { key: 'k1' })).body).toEqual({ ...first.body, replayed: true });
    expect((await act('record-findings', findings, { key: 'k1' })).body.code).toBe('idempotencyKeyReused');
    expect((await act('record-findings', findings)).body.status).toBe('findingsRecorded');
    const reasonless = await act('close', {});
    expect([reasonless.status, reasonless.body.code]).toEqual([400, 'invalidRequest']);
    const adopted = await act('adopt-procedure', procedure);
    expect(adopted.body).toMatchObject({ status: 'procedureAdopted', adopted: { edition: 1 } });
    await reviews.applyAll(id);
    expect((await act('close', {})).body.status).toBe('closed');
    expect((await ask(`/${id}`)).body.adoptions).toMatchObject([{ refused: {} }]);
    expect((await ask(`/${id}/cases?which=applied`)).body.items.length).toBeGreaterThan(4);
  });

  it('name what is wrong, and never fail over nonsense', async () => {
    const wrong = await act('adopt-procedure', { title: { zh: 'x' }, steps: [1], nonsense: true });
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'nonsense',
      'steps.0',
      'text',
      'title.en',
    ]);
    expect(
      (await post(`${doors.query}/v1/process-reviews/${id}/actions/close`, {}, { as: supervisor, key: null }))
        .body.code,
    ).toBe('idempotencyKeyMissing');
    for (const path of [
      '?cursor=x',
      '?open=maybe',
      '?limit=0',
      `/${id}/cases?which=all`,
      '?sort=up',
      '/%00',
    ]) {
      expect([path, (await ask(path)).status]).toEqual([path, 400]);
    }
    for (const path of ['/none', '/%F0%9F%98%80', `/${'x'.repeat(300)}`]) {
      expect([path, (await ask(path)).body.code]).toEqual([path, 'noSuchResource']);
    }
  });
});
