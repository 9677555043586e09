import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, onDatabase } from '../../harness/databases';
import { type Answer, get, send } from '../doors/http';
import { type Doors, openDoors } from '../doors/open-doors';

let doors: Doors;
let url: string;
beforeAll(async () => {
  ({ url } = await freshDatabase());
  doors = await openDoors(url);
});
afterAll(() => doors.close());

const counter = 'social-insurance-counter';
const [one, two] = [`${counter}-1`, `${counter}-2`];
const dutyAt = async (at?: string, department = counter): Promise<Answer> =>
  get(
    `${doors.query}/v1/departments/${department}/duty${at === undefined ? '' : `?at=${encodeURIComponent(at)}`}`,
    {
      as: 'window-1',
    },
  );
const plan = (body: unknown, as = 'social-insurance-1', department = counter): Promise<Answer> =>
  send('PUT', `${doors.query}/v1/departments/${department}/duty`, body, { as });
const shift = (staff: string, from: string, to: string) => ({ staff, from, to });
const june = { from: '2027-06-01T00:00:00+08:00', to: '2027-07-01T00:00:00+08:00' };
const shifts = [
  shift(one, '2027-06-01T09:00:00+08:00', '2027-06-01T17:30:00+08:00'),
  shift(two, '2027-06-01T17:30:00+08:00', '2027-06-02T09:00:00+08:00'),
];

describe('duty', () => {
  it('says who is on duty at a moment and whose turn is next, and an empty list where nobody is', async () => {
    expect((await dutyAt()).body).toMatchObject({ department: counter, onDuty: [], next: null });
    expect((await plan({ ...june, shifts })).body).toEqual({ planned: 2, withdrawn: 0, unchanged: 0 });
    const day = (await dutyAt('2027-06-01T12:00:00+08:00')).body;
    expect(day).toMatchObject({
      at: '2027-06-01T04:00:00.000Z',
      onDuty: [
        {
          staff: { code: one, contact: { mail: `${one}@demo-city.example` } },
          from: '2027-06-01T01:00:00.000Z',
          to: '2027-06-01T09:30:00.000Z',
        },
      ],
      next: { staff: { code: two } },
    });
    const change = (await dutyAt('2027-06-01T17:30:00+08:00')).body;
    expect(change.onDuty.map(({ staff }: { staff: { code: string } }) => staff.code)).toEqual([two]);
    expect((await dutyAt('2027-06-02T09:00:00+08:00')).body).toMatchObject({ onDuty: [], next: null });
    expect((await dutyAt(undefined, 'nowhere')).body.code).toBe('noSuchResource');
  });

  it('is planned anew for a time: the same again changes nothing, what is not said again is withdrawn and stays on record', async () => {
    expect((await plan({ ...june, shifts })).body).toEqual({ planned: 0, withdrawn: 0, unchanged: 2 });
    const swapped = [shift(two, shifts[0]!.from, shifts[0]!.to), shifts[1]!];
    expect((await plan({ ...june, shifts: swapped })).body).toEqual({
      planned: 1,
      withdrawn: 1,
      unchanged: 1,
    });
    const longer = [swapped[0]!, shift(two, shifts[1]!.from, '2027-06-02T12:00:00+08:00')];
    expect((await plan({ ...june, shifts: longer })).body).toEqual({
      planned: 1,
      withdrawn: 1,
      unchanged: 1,
    });
    const july = { from: june.to, to: '2027-08-01T00:00:00+08:00' };
    expect((await plan({ ...july, shifts: [] })).body).toEqual({ planned: 0, withdrawn: 0, unchanged: 0 });
    const { rows } = await onDatabase(url, (client) =>
      client.query(`SELECT count(*)::int AS all, count(withdrawn_by)::int AS withdrawn FROM duty_shifts
        WHERE planned_by = 'social-insurance-1'`),
    );
    expect(rows).toEqual([{ all: 4, withdrawn: 2 }]);
  });

  it('is planned by administrators and by supervisors at or above the department, by nobody else', async () => {
    const body = { ...june, shifts: [] };
    for (const as of ['administrator-1', 'city-1', 'social-insurance-pensions-1']) {
      expect((await plan(body, as)).status).toBe(200);
    }
    expect((await plan(body, one)).body.code).toBe('notAllowed');
    expect((await plan(body, 'social-insurance-1', 'noise')).body.code).toBe('noSuchResource');
    expect((await plan(body, 'social-insurance-1', 'market')).body.code).toBe('notAllowed');
  });

  it.each([
    [
      'somebody of another department',
      [shift('window-1', june.from, '2027-06-01T08:00:00+08:00')],
      'unknownOfficer',
    ],
    ['nobody known', [shift('ghost', june.from, '2027-06-01T08:00:00+08:00')], 'unknownOfficer'],
    ['a shift before the plan', [shift(one, '2027-05-31T09:00:00+08:00', june.from)], 'invalidRequest'],
    ['a shift that ends first', [shift(one, shifts[0]!.to, shifts[0]!.from)], 'invalidRequest'],
    ['a shift of three days', [shift(one, june.from, '2027-06-04T00:00:00+08:00')], 'invalidRequest'],
    ['one person twice', [shifts[0]!, shifts[0]!], 'invalidRequest'],
    ['no time at all', [shift(one, 'morning', 'evening')], 'invalidRequest'],
    ['a time that no calendar has', [shift(one, '0000-01-01T00:00:00Z', june.from)], 'invalidRequest'],
  ])('refuses %s', async (_, wrong, code) => {
    expect((await plan({ ...june, shifts: wrong }, 'administrator-1')).body.code).toBe(code);
  });

  it('is noted among the misconfigurations where a plan is kept and nobody is on duty now', async () => {
    const noted = async () =>
      (await get(`${doors.query}/v1/directory/misconfigurations`, { as: 'operations-1' })).body.items.filter(
        ({ kind }: { kind: string }) => kind === 'nobodyOnDuty',
      );
    const now = Date.now();
    const hour = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();
    const time = { from: hour(-24), to: hour(24) };
    await plan({ ...time, shifts: [shift(one, hour(1), hour(2))] });
    expect(await noted()).toMatchObject([{ of: counter, severity: 'note' }]);
    await plan({ ...time, shifts: [shift(one, hour(-1), hour(2))] });
    expect(await noted()).toEqual([]);
    const { warnings } = (await get(`${doors.query}/health/ready`)).body;
    expect(JSON.stringify(warnings)).not.toContain('nobodyOnDuty');
  });
});
