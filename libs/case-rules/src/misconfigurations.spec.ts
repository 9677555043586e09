import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ConfiguredDirectory, misconfigurationsOf } from './misconfigurations';
import { defaultPeriods, type Policy } from './rules';

type Department = ConfiguredDirectory['departments'] extends ReadonlyMap<string, infer Entry> ? Entry : never;
type Member = ConfiguredDirectory['staff'] extends ReadonlyMap<string, infer Entry> ? Entry : never;

const department = (code: string, changes: Partial<Department> = {}): Department => ({
  code,
  kind: 'department',
  superior: 'city',
  supervisoryBody: null,
  complaintChannels: [],
  active: true,
  ...changes,
});
const member = (code: string, changes: Partial<Member> = {}): Member => ({
  code,
  department: code.replace(/-\d+$/, ''),
  kind: 'person',
  deputy: null,
  active: true,
  ...changes,
});
const byCode = <Entry extends { code: string }>(entries: Entry[]): Map<string, Entry> =>
  new Map(entries.map((entry) => [entry.code, entry]));
const policy = (category: string, changes: Partial<Policy> = {}): Policy => ({
  category,
  version: 1,
  department: 'works',
  ...defaultPeriods,
  ...changes,
});

/** A small city where all is well, with what a test adds to it or puts in the place of it. */
function city(
  changes: { departments?: Department[]; staff?: Member[]; policies?: Policy[]; categories?: string[] } = {},
): ConfiguredDirectory {
  const policies = changes.policies ?? [policy('noise')];
  return {
    departments: byCode([
      department('supervision', { kind: 'supervisoryBody', superior: null }),
      department('line', { kind: 'complaintChannel', superior: null }),
      department('city', { superior: null, supervisoryBody: 'supervision', complaintChannels: ['line'] }),
      department('works'),
      ...(changes.departments ?? []),
    ]),
    staff: byCode([member('city-1'), member('works-1'), ...(changes.staff ?? [])]),
    categories: byCode((changes.categories ?? ['noise']).map((code) => ({ code, active: true }))),
    rules: { policies: Object.fromEntries(policies.map((each) => [each.category, each])) },
  };
}
const found = (directory: ConfiguredDirectory, duty: { department: string; onDuty: boolean }[] = []) =>
  misconfigurationsOf(directory, duty).map(({ kind, of, names, district }) =>
    [kind, of, names, district].filter((part) => part !== null).join(' '),
  );

describe('misconfigurations', () => {
  it('are none where all is well', () => {
    expect(found(city())).toEqual([]);
  });

  it.each<[string, Parameters<typeof city>[0], string[]]>([
    [
      'a department that stands alone',
      { departments: [department('island', { superior: null })], staff: [member('island-1')] },
      ['departmentsWithoutSuperior island'],
    ],
    [
      'a top that names no supervisory body',
      {
        departments: [department('town', { superior: null }), department('roads', { superior: 'town' })],
        staff: [member('town-1'), member('roads-1')],
      },
      ['topsWithoutSupervisoryBody town'],
    ],
    [
      'a superior that does not exist, one that is none, and one that is not active',
      {
        departments: [
          department('a', { superior: 'gone' }),
          department('b', { superior: 'line' }),
          department('old', { active: false }),
          department('c', { superior: 'old' }),
        ],
        staff: [member('a-1'), member('b-1'), member('c-1')],
      },
      [
        'departmentsWithUnknownSuperior a gone',
        'departmentsWithUnknownSuperior b line',
        'departmentsWithInactiveSuperior c old',
      ],
    ],
    [
      'oversight by nobody',
      {
        departments: [
          department('a', { supervisoryBody: 'line', complaintChannels: ['line', 'works', 'constructor'] }),
        ],
        staff: [member('a-1')],
      },
      [
        'unknownSupervisoryBodies a line',
        'unknownComplaintChannels a works',
        'unknownComplaintChannels a constructor',
      ],
    ],
    [
      'a department where only a program works, and one whose people are gone',
      {
        departments: [department('a'), department('b')],
        staff: [member('a-1', { kind: 'system' }), member('b-1', { active: false })],
      },
      ['departmentsWithoutStaff a', 'departmentsWithoutStaff b'],
    ],
    [
      'staff of a closed department, and a deputy who is gone',
      {
        departments: [department('old', { active: false })],
        staff: [member('old-1'), member('works-2', { deputy: 'nobody' })],
      },
      ['staffWithoutDepartment old-1 old', 'unknownDeputies works-2 nobody'],
    ],
    [
      'categories that lead nowhere',
      {
        categories: ['noise', 'water', 'dust', 'constructor'],
        policies: [
          policy('noise', { routes: { east: 'works', west: 'gone' } }),
          policy('water', { department: 'supervision' }),
        ],
      },
      [
        'categoriesWithoutPolicy constructor',
        'categoriesWithoutPolicy dust',
        'categoriesOfUnknownDepartment water supervision',
        'routesToUnknownDepartment noise gone west',
      ],
    ],
  ])('name %s', (_, changes, expected) => {
    expect(found(city(changes))).toEqual(expected);
  });

  it('note that nobody is on duty only where a plan is kept, and only of departments', () => {
    const duty = [
      { department: 'works', onDuty: false },
      { department: 'city', onDuty: true },
      { department: 'line', onDuty: false },
    ];
    expect(found(city(), duty)).toEqual(['nobodyOnDuty works']);
  });

  it('never point at a department that is closed, and are the same whatever the order of the entries', () => {
    const code = fc.constantFrom('a', 'b', 'c', 'd', 'city', 'line', 'gone');
    const random = fc.record({
      code,
      kind: fc.constantFrom('department' as const, 'supervisoryBody' as const, 'complaintChannel' as const),
      superior: fc.option(code),
      supervisoryBody: fc.option(code),
      complaintChannels: fc.array(code, { maxLength: 2 }),
      active: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(random, { selector: (each) => each.code }), (departments) => {
        const directory = { ...city(), departments: byCode(departments) };
        const all = misconfigurationsOf(directory);
        const reversed = { ...directory, departments: byCode(departments.toReversed()) };
        expect(misconfigurationsOf(reversed)).toEqual(all);
        for (const { kind, of } of all) {
          if (kind.startsWith('departments')) expect(directory.departments.get(of)?.active).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
