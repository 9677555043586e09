import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../harness/databases';
import { type Answer, get, send } from '../doors/http';
import { type Doors, openDoors } from '../doors/open-doors';
import { handler, registered } from '../doors/registrations';

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors((await freshDatabase()).url);
});
afterAll(() => doors.close());

const administrator = 'administrator-1';
const read = (path: string, as = administrator): Promise<Answer> => get(`${doors.query}/v1/${path}`, { as });
const put = (path: string, body: unknown, as = administrator): Promise<Answer> =>
  send('PUT', `${doors.query}/v1/${path}`, body, { as });

const waterOffice = {
  kind: 'department',
  name: { zh: '供水处', en: 'Water Division' },
  superior: 'city',
  supervisoryBody: null,
  complaintChannels: [],
  duties: { zh: '自来水停水与水压', en: 'Water supply' },
  address: '示范路41号',
  telephone: '000-0000-0041',
  hours: '09:00-17:30',
  district: null,
  active: true,
  reason: '机构改革。',
};
const waterOfficer = {
  department: 'water-office',
  post: { zh: '供水处经办员一', en: 'Officer 1, Water Division' },
  roles: ['departmentOfficer'],
  kind: 'person',
  contact: { telephone: '000-0001-4101', mail: 'water-1@demo-city.example', room: '4101' },
  deputy: null,
  active: true,
  reason: '新设岗位。',
};

describe('the directory', () => {
  it('shows a department with its posts, how they are reached, and where a filer may complain', async () => {
    const { status, body } = await read('departments/social-insurance-counter', 'window-1');
    expect(status).toBe(200);
    expect(body).toMatchObject({ code: 'social-insurance-counter', superior: 'social-insurance-pensions' });
    expect(body.staff[0]).toEqual({
      code: 'social-insurance-counter-1',
      department: 'social-insurance-counter',
      post: { zh: '社会保险经办窗口经办员一', en: 'Officer 1, Social Insurance Counter' },
      roles: ['departmentOfficer'],
      kind: 'person',
      contact: {
        telephone: expect.stringMatching(/^000-0001-\d{4}$/),
        mail: 'social-insurance-counter-1@demo-city.example',
        room: expect.stringMatching(/^\d{4}$/),
      },
      deputy: 'social-insurance-counter-2',
      active: true,
    });
    const { supervisoryBody, complaintChannels } = body.oversight;
    expect(supervisoryBody).toMatchObject({ code: 'city-supervision', telephone: '000-0000-0001' });
    expect(complaintChannels.map(({ code }: { code: string }) => code)).toContain('complaints-line');
    expect((await read('departments/nowhere')).body.code).toBe('noSuchResource');
    expect((await read('departments/not%20a%20code')).body.errors).toMatchObject([{ path: 'code' }]);
  });

  it('lists the staff of a department, and of all in pages that miss nobody', async () => {
    const { items } = (await read('staff?department=digital-help-desk', 'auditor-1')).body;
    expect(items.map(({ code }: { code: string }) => code)).toEqual([
      'digital-help-desk-1',
      'digital-help-desk-2',
    ]);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Answer = await read(`staff?limit=20${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...page.body.items.map(({ code }: { code: string }) => code));
      next = page.body.next as string | null;
    }
    expect(seen.length).toBeGreaterThan(40);
    expect(seen).toEqual([...new Set(seen)].sort());
  });
});

describe('editing the directory', () => {
  it('is a change of the rules: cases can go to a new department at once, and back it names who works there', async () => {
    const { number } = await registered(doors);
    const first = await put('departments/water-office', waterOffice);
    const second = await put('staff/water-office-1', waterOfficer);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.rulesVersion).toBe((first.body.rulesVersion as number) + 1);
    const { version, lastStatement } = (await read(`cases/${number}`, handler)).body;
    const body = {
      to: 'water-office',
      process: '已核查。',
      presentState: '等待。',
      seen: { version, lastStatement },
    };
    const moved = await send('POST', `${doors.query}/v1/cases/${number}/actions/transfer`, body, {
      as: handler,
    });
    expect([moved.status, moved.body.responsibleDepartment]).toEqual([200, 'water-office']);
  });

  it.each([
    ['a superior that is not there', { superior: 'nowhere' }],
    ['a supervisory body that is not there', { supervisoryBody: 'nowhere' }],
    ['a loop', { superior: 'city-loop-below' }],
    ['a text that cannot be stored', { address: '\u0000' }],
  ])('refuses %s, and keeps nothing of it', async (_, changes) => {
    await put('departments/city-loop', waterOffice);
    await put('departments/city-loop-below', { ...waterOffice, superior: 'city-loop' });
    const { status, body } = await put('departments/city-loop', { ...waterOffice, ...changes });
    expect([status, body.code]).toEqual([400, 'invalidRequest']);
    expect((await read('departments/city-loop')).body).toMatchObject({
      superior: 'city',
      address: '示范路41号',
    });
  });

  it('refuses staff of an unknown department, an unknown deputy, and anybody but an administrator', async () => {
    for (const changes of [{ department: 'nowhere' }, { deputy: 'nobody' }, { deputy: 'water-office-9' }]) {
      const { status, body } = await put('staff/water-office-9', { ...waterOfficer, ...changes });
      expect([status, body.code]).toEqual([400, 'invalidRequest']);
    }
    const { body } = await put('staff/water-office-9', {
      ...waterOfficer,
      roles: [],
      contact: { mail: 'x' },
    });
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['roles', 'contact.telephone', 'contact.mail', 'contact.room']),
    );
    for (const [path, entry] of [
      ['departments/water-office', waterOffice],
      ['staff/water-office-1', waterOfficer],
      [
        'categories/noise',
        { name: { zh: '噪', en: 'N' }, description: { zh: '', en: '' }, active: true, reason: 'x' },
      ],
    ] as const) {
      expect((await put(path, entry, 'city-1')).body.code).toBe('notAllowed');
    }
  });

  it('makes a category that takes cases once its policy is published, and a policy has its whole history', async () => {
    const category = {
      name: { zh: '停水', en: 'No water' },
      description: { zh: '停水与水压不足', en: 'Interruptions and low pressure' },
      active: true,
      reason: '新设类别。',
    };
    expect((await put('categories/no-water', category)).status).toBe(200);
    expect((await read('policies/no-water', 'window-1')).body).toEqual({ items: [], next: null });
    for (const days of [3, 2, 1]) {
      await put('policies/no-water', {
        department: 'city',
        idle: { amount: days, unit: 'workingDays' },
        reason: `改为${days}个工作日。`,
      });
    }
    const page = (await read('policies/no-water?limit=2', 'window-1')).body;
    expect(page.items).toMatchObject([
      { version: 3, publishedBy: administrator, reason: '改为1个工作日。', idle: { amount: 1 } },
      { version: 2, reason: '改为2个工作日。' },
    ]);
    const last = (await read(`policies/no-water?before=${page.next as number}`, 'window-1')).body;
    expect([last.items.map(({ version }: { version: number }) => version), last.next]).toEqual([[1], null]);
    expect((await read('policies/astrology')).body.code).toBe('noSuchResource');
    expect((await registered(doors, { category: 'no-water' })).answer.body.responsibleDepartment).toBe(
      'city',
    );
  });
});

describe('misconfigurations', () => {
  const named = async (as = administrator) =>
    (await read('directory/misconfigurations', as)).body.items.map(
      ({ kind, of, names }: { kind: string; of: string; names: string | null }) => [kind, of, names],
    );

  it('are reported with what they mean, and stand in health until they are mended', async () => {
    await put('departments/lonely', { ...waterOffice, superior: null });
    await put('departments/lost', { ...waterOffice, complaintChannels: ['nowhere'] });
    const found = await named('auditor-1');
    expect(found).toEqual(
      expect.arrayContaining([
        ['departmentsWithoutSuperior', 'lonely', null],
        ['departmentsWithoutStaff', 'lonely', null],
        ['unknownComplaintChannels', 'lost', 'nowhere'],
      ]),
    );
    const health = await get(`${doors.intake}/health/ready`);
    const warning = health.body.warnings.find(
      ({ code }: { code: string }) => code === 'departmentsWithoutSuperior',
    );
    expect([health.status, warning.codes]).toEqual([200, ['lonely']]);
    await put('departments/lonely', { ...waterOffice, superior: null, active: false });
    expect((await named()).map(([, of]: string[]) => of)).not.toContain('lonely');
    expect((await read('directory/misconfigurations', 'window-1')).body.code).toBe('notAllowed');
  });
});
