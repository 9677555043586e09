import { register } from '@casetrace/case-rules';
import { type Command, formatTrackingNumber } from '@casetrace/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AskedProposal, proposeDepartment } from './propose-department';
import { seededSnapshot, snapshotOf } from './snapshots.testing';

const city = seededSnapshot();
const desk = 'service-hall-windows';
const departmentsFor = (asked: Partial<AskedProposal>): string[] =>
  proposeDepartment(city, { desk, ...asked }).departments.map(({ department }) => department);
const firstFor = (asked: Partial<AskedProposal>): string | undefined => departmentsFor(asked)[0];

describe('the proposal by words', () => {
  it.each([
    ['老板拖欠我三个月工资，一直不发', 'west', 'labour-inspection'],
    ['老闆拖欠我三個月工資', 'east', 'labour-inspection-east'],
    ['工地半夜施工，噪声太大睡不着', 'east', 'environment-inspection-east'],
    ['The building site next door makes noise at night', 'west', 'environment-inspection'],
    ['楼上漏水，物业一直不维修', 'east', 'housing-property-east'],
    ['健身房预付卡跑路，要求退款', undefined, 'market-consumers'],
    ['养老金缴费年限少算了两年', undefined, 'social-insurance-pensions'],
    ['公租房轮候排队到哪里了', undefined, 'housing-public'],
    ['I cannot log in: my account and password are refused', undefined, 'digital-help-desk'],
    ['申请公开一份公文', undefined, 'open-government'],
    ['想开一家小店，怎样办营业执照', undefined, 'market-business-licences'],
  ])('leads "%s" (district %s) to %s', (text, district, expected) => {
    expect(firstFor({ text, district })).toBe(expected);
  });

  it('says in both languages which words it rests on', () => {
    const [first] = proposeDepartment(city, { desk, text: '预付卡跑路不退款' }).departments;
    const duties = first?.reasons.find(({ kind }) => kind === 'duties');
    expect(duties?.why).toEqual({
      zh: '所述内容与该部门职责相符（退款、预付卡跑路）',
      en: 'What is said is among its duties (退款, 预付卡跑路)',
    });
  });

  it('suggests categories with where they lead in the place asked for, and none where one was given', () => {
    const text = '公司拖欠工资';
    const suggested = (district: string) =>
      proposeDepartment(city, { desk, text, district }).categories.map(({ category, department }) => [
        category,
        department,
      ]);
    expect(suggested('east')[0]).toEqual(['unpaid-wages', 'labour-inspection-east']);
    expect(suggested('west')[0]).toEqual(['unpaid-wages', 'labour-inspection']);
    expect(proposeDepartment(city, { desk, text, category: 'noise' }).categories).toEqual([]);
  });

  it('does not propose a department of another district', () => {
    const proposed = departmentsFor({ text: '东区噪声扰民', district: 'west' });
    expect(proposed).toContain('environment-inspection');
    expect(proposed.filter((code) => code.endsWith('-east'))).toEqual([]);
  });
});

describe('the proposal by category and place', () => {
  it('begins with the route, says that the category leads elsewhere otherwise, and ends with the place', () => {
    const { departments } = proposeDepartment(city, { desk, category: 'noise', district: 'west' });
    expect(
      departments.map(({ department, reasons }) => [department, reasons.map(({ kind }) => kind)]),
    ).toEqual([
      ['environment-inspection', ['route']],
      ['environment-inspection-east', ['category']],
    ]);
    expect(departments[0]?.reasons[0]?.why.zh).toBe('“噪声扰民”类事项在辖区 west 由该部门办理');
    expect(departmentsFor({ district: 'east' })).toEqual(['east-district']);
  });

  it('names the desk that asks where nothing else is known, and where the category leads nowhere', () => {
    expect(departmentsFor({})).toEqual([desk]);
    const snapshot = snapshotOf({
      departments: [{ code: 'desk' }, { code: 'closed', active: false }],
      categories: [{ code: 'water' }],
      policies: [{ category: 'water', department: 'closed' }],
    });
    const { departments } = proposeDepartment(snapshot, { desk: 'desk', category: 'water' });
    expect(departments).toMatchObject([{ department: 'desk', reasons: [{ kind: 'desk' }] }]);
  });

  it('does not trip over codes that are words of the language', () => {
    expect(departmentsFor({ category: 'constructor', district: 'toString', text: '__proto__' })).toEqual([
      desk,
    ]);
  });
});

const code = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'gone');
const place = fc.constantFrom('east', 'west');
const words = fc
  .array(fc.constantFrom('噪声', '工资', '漏水', 'noise', 'wages', 'leaks', '、', ' '), { maxLength: 8 })
  .map((parts) => parts.join(''));
const both = words.map((text) => ({ zh: text, en: text }));
const directories = fc.record({
  departments: fc.uniqueArray(
    fc.record({
      code,
      kind: fc.constantFrom('department' as const, 'supervisoryBody' as const),
      superior: fc.option(code),
      duties: both,
      district: fc.option(place),
      active: fc.boolean(),
    }),
    { selector: (each) => each.code, maxLength: 6 },
  ),
  categories: fc.uniqueArray(
    fc.record({ code: fc.constantFrom('x', 'y', 'z'), description: both, active: fc.boolean() }),
    { selector: (each) => each.code },
  ),
  policies: fc.uniqueArray(
    fc.record({
      category: fc.constantFrom('x', 'y', 'z'),
      department: code,
      routes: fc.dictionary(place, code, { maxKeys: 2 }),
    }),
    { selector: (each) => each.category },
  ),
});
const questions = fc.record({
  category: fc.option(fc.constantFrom('x', 'y', 'z'), { nil: undefined }),
  district: fc.option(place, { nil: undefined }),
  text: fc.option(fc.oneof(words, fc.string({ unit: 'binary' })), { nil: undefined }),
  desk: fc.option(code),
});

/** What registering by itself does with a matter: the department it goes to, or null where it is refused. */
function registeredWith(
  snapshot: typeof city,
  { category, district, desk: from }: AskedProposal,
): string | null {
  const command = {
    type: 'register',
    body: {
      category,
      subject: 's',
      details: 'd',
      place: { district },
      filer: {},
      channel: 'counter',
      language: 'zh',
    },
  } as unknown as Command;
  const number = formatTrackingNumber(Array.from({ length: 10 }, () => 0));
  const actor = { kind: 'officer', department: from, officer: null } as const;
  const decision = register(number, {
    command,
    actor,
    now: Date.parse('2026-03-02T02:00:00Z'),
    rules: snapshot.rules,
  });
  return 'state' in decision ? decision.state.responsibleDepartment : null;
}

describe('every proposal', () => {
  it('names departments that exist and are active, each once and with a reason', () => {
    fc.assert(
      fc.property(directories, questions, (directory, asked) => {
        const snapshot = snapshotOf(directory);
        const { departments, categories } = proposeDepartment(snapshot, asked);
        const codes = departments.map(({ department }) => department);
        expect(new Set(codes).size).toBe(codes.length);
        for (const { department, reasons } of departments) {
          const entry = snapshot.departments.get(department);
          expect([entry?.active, entry?.kind]).toEqual([true, 'department']);
          expect(reasons.length).toBeGreaterThan(0);
        }
        for (const { category } of categories) expect(snapshot.categories.get(category)?.active).toBe(true);
        if (asked.desk !== null && snapshot.rules.departments[asked.desk]) {
          expect(codes.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('begins with the department that registering chooses, where the category is given', () => {
    fc.assert(
      fc.property(directories, questions, (directory, asked) => {
        const snapshot = snapshotOf(directory);
        if (asked.category === undefined || !snapshot.rules.policies[asked.category]) return;
        const registered = registeredWith(snapshot, asked);
        if (registered === null) return;
        expect(proposeDepartment(snapshot, asked).departments[0]?.department).toBe(registered);
      }),
      { numRuns: 200 },
    );
  });
});
