import { casePageAnswer, commandAnswer, problemSchema, registrationAnswer } from '@casetrace/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  categoriesAnswer,
  directoryAnswer,
} from '../../../apps/query-service/src/directory/directory-answers';
import { worklistAnswer } from '../../../apps/query-service/src/worklist/worklist-query';
import { freshDatabase } from '../../harness/databases';
import { type Answer, get, post } from './http';
import { type Doors, openDoors } from './open-doors';
import { handler, pensionMatter, registered, resolution } from './registrations';

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors((await freshDatabase()).url);
});
afterAll(() => doors.close());

const list = async (query: string, as = handler): Promise<Answer> =>
  get(`${doors.query}/v1/worklist?${query}`, { as });
const numbersOf = ({ body }: Answer): string[] =>
  body.items.map(({ trackingNumber }: { trackingNumber: string }) => trackingNumber);

describe('the worklist', () => {
  it("is of one's own department where no other is named, due first, in pages that miss nothing", async () => {
    const all = await Promise.all(Array.from({ length: 7 }, () => registered(doors)));
    await registered(doors, { category: 'noise' });
    const found: string[] = [];
    let next: string | null = null;
    let before = '';
    do {
      const page: Answer = await list(`limit=3${next === null ? '' : `&cursor=${encodeURIComponent(next)}`}`);
      expect(page.status).toBe(200);
      worklistAnswer.parse(page.body);
      for (const { nextDeadline, responsibleDepartment } of page.body.items) {
        expect(responsibleDepartment).toBe('social-insurance-counter');
        expect(nextDeadline.dueAt >= before).toBe(true);
        before = nextDeadline.dueAt;
      }
      found.push(...numbersOf(page));
      next = page.body.next;
    } while (next !== null);
    expect([...found].sort()).toEqual(all.map(({ number }) => number).sort());
  });

  it('is filtered by desk, category, status, officer and whether it is overdue', async () => {
    const { number } = await registered(doors, {
      category: 'information-request',
      place: { district: 'north' },
    });
    expect(numbersOf(await list('department=all&category=information-request'))).toEqual([number]);
    expect(numbersOf(await list('registeringDepartment=service-hall-windows&district=north'))).toEqual([
      number,
    ]);
    expect(numbersOf(await list('department=open-government&status=inHandling'))).toEqual([]);
    expect(numbersOf(await list('department=open-government&overdue=true'))).toEqual([]);
    expect(numbersOf(await list('department=open-government&overdue=false&level=0'))).toEqual([number]);
    expect(numbersOf(await list(`department=all&category=information-request&officer=${handler}`))).toEqual(
      [],
    );
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=100000', 'limit'],
    ['status=closed', 'status'],
    ['order=random', 'order'],
    ['dueBefore=tomorrow', 'dueBefore'],
  ])('refuses %s and names the field', async (query, path) => {
    const { status, body } = await list(query);
    expect([status, body.code]).toEqual([400, 'invalidRequest']);
    expect(body.errors).toMatchObject([{ path }]);
  });

  it('refuses a cursor that it did not give', async () => {
    expect((await list('cursor=bm9uc2Vuc2U')).status).toBe(400);
  });
});

describe('the directory', () => {
  it('is a tree of at least four levels with bodies and channels beside it', async () => {
    const { body } = await get(`${doors.query}/v1/departments`, { as: 'hotline-system' });
    directoryAnswer.parse(body);
    interface Node {
      below: Node[];
    }
    const depth = (nodes: Node[]): number =>
      nodes.length === 0 ? 0 : 1 + Math.max(...nodes.map(({ below }) => depth(below)));
    expect(depth(body.departments)).toBeGreaterThanOrEqual(4);
    expect(body.supervisoryBodies.length).toBeGreaterThan(0);
    expect(body.complaintChannels.length).toBeGreaterThan(0);
  });

  it('has the categories with the limits that hold', async () => {
    const { body } = await get(`${doors.query}/v1/categories`, { as: 'window-1' });
    categoriesAnswer.parse(body);
    expect(body.items.length).toBeGreaterThanOrEqual(8);
    const pensions = body.items.find(({ code }: { code: string }) => code === pensionMatter.category);
    expect(pensions.policy).toMatchObject({ idle: { amount: 3, unit: 'workingDays' } });
  });
});

describe('what is answered', () => {
  it('has the form that the document says, member by member', async () => {
    const { number, accessCode, answer } = await registered(doors);
    registrationAnswer.parse(answer.body);
    const action = `${doors.query}/v1/cases/${number}/actions`;
    await post(
      `${doors.intake}/v1/cases/${number}/statements`,
      { kind: 'appeal', text: '不服。' },
      { accessCode },
    );
    await post(`${action}/reply-to-statement`, { statement: 2, text: '已收到。' }, { as: handler });
    await post(`${action}/claim`, {}, { as: handler });
    await post(`${action}/mark-entered-in-error`, { entry: 3, reason: '写错了。' }, { as: handler });
    const { version, lastStatement } = (await get(`${doors.query}/v1/cases/${number}`, { as: handler })).body;
    const resolved = await post(
      `${action}/resolve`,
      { ...resolution, seen: { version, lastStatement } },
      { as: handler },
    );
    expect(resolved.status).toBe(200);
    commandAnswer.parse(resolved.body);
    for (const as of [handler, 'market-consumers-1']) {
      const page = await get(`${doors.query}/v1/cases/${number}`, { as });
      casePageAnswer.parse(page.body);
      expect(page.body.timeline[2].enteredInError).toMatchObject({ by: 5 });
    }
    const seen = { version: 1, lastStatement: 0 };
    const refused = await post(`${action}/resolve`, { ...resolution, seen }, { as: handler });
    problemSchema.parse(refused.body);
  });

  it('forbids caches, and serves the documentation with its pictures and scripts from here', async () => {
    const live = await get(`${doors.query}/health/live`);
    expect(live.headers.get('cache-control')).toBe('no-store');
    expect(live.headers.get('x-powered-by')).toBeNull();
    expect(live.headers.get('content-security-policy')).toContain("default-src 'self'");
    const docs = await get(`${doors.query}/docs`);
    expect(docs.status).toBe(200);
    expect(docs.body).toContain('swagger-ui');
    expect((await get(`${doors.query}/docs/swagger-ui-bundle.js`)).status).toBe(200);
    expect((await get(`${doors.query}/openapi.json`)).body.openapi).toMatch(/^3\./);
  });
});
