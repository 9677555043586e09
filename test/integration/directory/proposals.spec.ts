import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freshDatabase } from '../../harness/databases';
import { get, post, send } from '../doors/http';
import { type Doors, openDoors } from '../doors/open-doors';
import { registered } from '../doors/registrations';

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors((await freshDatabase()).url);
});
afterAll(() => doors.close());

const ask = (body: unknown, as = 'window-1', door: 'intake' | 'query' = 'intake') =>
  post(`${doors[door]}/v1/proposals/department`, body, { as, key: null });

describe('the proposal of a department', () => {
  it('is the same at both doors, with the reason in Chinese and English', async () => {
    const asked = { text: '工地夜间施工噪声扰民', district: 'east' };
    const [intake, query] = [await ask(asked), await ask(asked, 'city-1', 'query')];
    expect(intake.status).toBe(200);
    expect(query.body).toEqual(intake.body);
    expect(intake.body.departments[0]).toMatchObject({
      department: 'environment-inspection-east',
      reasons: expect.arrayContaining([
        { kind: 'duties', why: { zh: expect.stringContaining('噪声扰民'), en: expect.any(String) } },
      ]),
    });
    expect(intake.body.categories[0]).toMatchObject({
      category: 'noise',
      department: 'environment-inspection-east',
    });
    expect(doors.logged()).not.toContain('噪声');
  });

  it('begins with the department that registering chooses; another choice is on record', async () => {
    const matter = { category: 'noise', place: { district: 'west' } };
    const { departments } = (await ask({ category: 'noise', district: 'west' })).body;
    expect(departments[0].reasons[0].kind).toBe('route');
    const taken = await registered(doors, matter);
    expect(taken.answer.body.responsibleDepartment).toBe(departments[0].department);
    const chosen = await registered(doors, { ...matter, department: departments[1].department });
    const page = (await get(`${doors.query}/v1/cases/${chosen.number}`, { as: 'window-1' })).body;
    expect(page.timeline[0].data).toMatchObject({
      assignedTo: departments[1].department,
      chosenInsteadOf: departments[0].department,
    });
  });

  it('follows the directory at once', async () => {
    const before = (await ask({ text: '水管爆裂，整栋楼停水' })).body;
    const office = {
      kind: 'department',
      name: { zh: '供水处', en: 'Water Division' },
      superior: 'city',
      supervisoryBody: null,
      complaintChannels: [],
      duties: { zh: '水管爆裂、停水抢修', en: 'Burst pipes and water supply' },
      address: '',
      telephone: '',
      hours: '',
      district: null,
      active: true,
      reason: '新设。',
    };
    const url = `${doors.query}/v1/departments/water-office`;
    const changed = await send('PUT', url, office, { as: 'administrator-1' });
    const after = (await ask({ text: '水管爆裂，整栋楼停水' })).body;
    expect(before.departments.map(({ department }: { department: string }) => department)).not.toContain(
      'water-office',
    );
    expect([after.rulesVersion, after.departments[0].department]).toEqual([
      changed.body.rulesVersion,
      'water-office',
    ]);
  });

  it('refuses an unknown category, unknown fields, and who does not register', async () => {
    expect((await ask({ category: 'astrology' })).body.code).toBe('unknownCategory');
    expect((await ask({ place: 'east' })).body.errors).toMatchObject([{ path: 'place' }]);
    expect((await ask({ text: 'x'.repeat(10_001) })).body.errors).toMatchObject([{ path: 'text' }]);
    expect((await ask({}, 'auditor-1')).body.code).toBe('notAllowed');
    expect((await ask({}, 'hotline-system')).body.departments[0].reasons[0].kind).toBe('desk');
  });

  it('never answers with a fault, whatever is asked', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('constructor', '__proto__', 'noise', 'east', '\u0000', '\ud800', '噪声', '  '),
      fc.jsonValue({ maxDepth: 1 }),
    );
    const body = fc.record({ category: anything, district: anything, text: anything }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(body, async (asked) => {
        const { status } = await ask(asked);
        expect([200, 400, 409]).toContain(status);
      }),
      { numRuns: 150 },
    );
  });
});
