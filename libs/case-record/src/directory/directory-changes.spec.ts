import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DepartmentEntry, StaffEntry } from '../rules/rules-snapshot';
import { readDirectory } from './directory-changes';
import { departmentsForm, staffForm } from './directory-files';

const department = (code: string, changes: Partial<DepartmentEntry> = {}): DepartmentEntry => ({
  code,
  kind: 'department',
  name: { zh: code, en: code },
  superior: 'city',
  supervisoryBody: null,
  complaintChannels: [],
  duties: { zh: '', en: '' },
  address: '',
  telephone: '',
  hours: '',
  district: null,
  active: true,
  ...changes,
});
const officer: StaffEntry = {
  code: 'city-1',
  department: 'city',
  name: { zh: '负责人', en: 'Head' },
  roles: ['supervisor'],
  kind: 'person',
  contact: { telephone: '1000', mail: 'head@city.example', room: '1' },
  deputy: null,
  active: true,
};
const before = {
  departments: new Map(
    [
      department('city', { superior: null }),
      department('works', { telephone: '2000' }),
      department('old', { active: false }),
      department('line', { kind: 'complaintChannel', superior: null }),
    ].map((entry) => [entry.code, entry]),
  ),
  staff: new Map([[officer.code, officer]]),
};
const none = { departments: new Map(), staff: new Map() };
const lines = (...rows: string[]): string => rows.join('\r\n');
const told = (files: { departmentsCsv?: string; staffCsv?: string }): string[] =>
  readDirectory(files, before).problems.map(({ file, row, column, message }) =>
    [file, row, column ?? '-', message].join(' '),
  );

describe('the files of a directory', () => {
  const example = (name: string): string =>
    readFileSync(join(__dirname, '../../seed/examples', `${name}.csv`), 'utf8');

  it('are the shipped examples, which make a directory by themselves', () => {
    const read = readDirectory(
      { departmentsCsv: example('departments'), staffCsv: `\uFEFF${example('staff')}` },
      none,
    );
    expect(read.problems).toEqual([]);
    expect(read.changes.departments.added).toHaveLength(6);
    expect(read.changes.staff.added).toContain('water-office-west-2');
    expect(read.departments[4]?.hours).toBe('09:00-12:00, 13:30-17:30');
  });

  it('may refer to each other in any order, to what is there already, and change only the columns that they have', () => {
    const departmentsCsv = lines(
      '\uFEFFcode,name_zh,name_en,superior',
      'street,街道,Street,district',
      '',
      'works,工务,Works,city',
      'district,"区, 东",District,city',
    );
    const { problems, changes, departments } = readDirectory({ departmentsCsv }, before);
    expect(problems).toEqual([]);
    expect(changes.departments).toEqual({
      added: ['street', 'district'],
      changed: [{ code: 'works', columns: ['name_zh', 'name_en'] }],
      unchanged: 0,
    });
    expect(departments.find(({ code }) => code === 'works')?.telephone).toBe('2000');
    expect(departments.find(({ code }) => code === 'district')?.name.zh).toBe('区, 东');
  });

  it('change nothing where they say what is there', () => {
    const staffCsv = lines('code,department,post_zh,post_en,roles', 'city-1,city,负责人,Head,supervisor');
    const { changes, staff } = readDirectory({ staffCsv }, before);
    expect([changes.staff, staff]).toEqual([{ added: [], changed: [], unchanged: 1 }, []]);
  });

  it('name every problem with row and column, all at once', () => {
    const departmentsCsv = lines(
      'code,name_zh,name_en,kind,superior,complaint_channels,active',
      'a b,甲,A,department,,,true',
      'works,,Works,bureau,gone,works;line,perhaps',
      'water,水,Water,department,old,,true',
      'water,水,Water,department,city,,true,more',
    );
    const staffCsv = lines(
      'code,department,post_zh,post_en,roles,mail,deputy',
      'x-1,gone,岗,Post,wizard,nowhere,x-1',
      'x-2,works,岗,Post,,x@y.example,nobody',
    );
    expect(told({ departmentsCsv, staffCsv })).toEqual([
      'departments 2 code A code of up to 64 letters, digits, dots, dashes or underscores.',
      'departments 3 kind One of: department, supervisoryBody, complaintChannel.',
      'departments 3 name_zh There must be something here.',
      'departments 3 active One of: true, yes, 1, 是, false, no, 0, 否.',
      'departments 3 superior There is no active department gone.',
      'departments 3 complaint_channels There is no active complaint channel works.',
      'departments 4 superior There is no active department old.',
      'departments 5 - There are more cells than columns (7).',
      'departments 5 code Row 4 has the same code.',
      'staff 2 roles "wizard": one of agency, frontDesk, departmentOfficer, supervisor, administrator, auditor, operations',
      'staff 2 mail This is no mail address.',
      'staff 2 department There is no active department gone.',
      'staff 2 roles There must be a role.',
      'staff 2 deputy Nobody is their own deputy.',
      'staff 3 roles There must be a role.',
      'staff 3 deputy There is no active member of staff nobody.',
    ]);
  });

  it('are refused where a department would stand above itself', () => {
    const departmentsCsv = lines('code,name_zh,name_en,superior', 'city,市,City,works');
    expect(told({ departmentsCsv })).toEqual([
      'departments 2 superior The department would stand above itself.',
    ]);
  });

  it.each([
    ['', 'departments 1 - There is no header.'],
    ['code,name_zh', 'departments 1 name_en The column is missing.'],
    ['code,name_zh,name_en,code', 'departments 1 code The column is there twice.'],
    ['code,name_zh,name_en\na,"甲', 'departments 2 - It cannot be read as CSV (CSV_QUOTE_NOT_CLOSED).'],
  ])('are told what is wrong with their form: %j', (departmentsCsv, problem) => {
    expect(told({ departmentsCsv })).toEqual([problem]);
  });

  it('name an unknown column and the known ones', () => {
    const [problem] = told({ departmentsCsv: 'code,name_zh,name_en,boss\n' });
    expect(problem).toBe(
      `departments 1 boss There is no such column; known: ${departmentsForm.columns.join(', ')}.`,
    );
  });

  it('never throw, and without a problem make entries that a second reading finds unchanged', () => {
    const likely: Record<string, string[]> = {
      code: ['a', 'b', 'city', 'works'],
      kind: ['department', ''],
      superior: ['city', ''],
      department: ['city', 'works'],
      roles: ['supervisor', 'frontDesk;auditor'],
      deputy: ['city-1', ''],
      supervisory_body: [''],
      complaint_channels: ['line', ''],
      active: ['true', '是'],
      mail: ['x@y.example', ''],
      telephone: ['2000', ''],
      district: ['east', ''],
    };
    const junk = fc.oneof(
      fc.constantFrom('gone', '"', ',', '\n'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const cellOf = (column: string) =>
      fc.oneof(
        { weight: 40, arbitrary: fc.constantFrom(...(likely[column] ?? ['甲', '"乙, 丙"'])) },
        { weight: 1, arbitrary: junk },
      );
    const table = (columns: readonly string[]) =>
      fc
        .array(fc.tuple(...columns.map(cellOf)), { maxLength: 2 })
        .map((rows) => [columns, ...rows].map((row) => row.join(',')).join('\n'));
    let accepted = 0;
    fc.assert(
      fc.property(table(departmentsForm.columns), table(staffForm.columns), (departmentsCsv, staffCsv) => {
        const files = { departmentsCsv, staffCsv };
        const first = readDirectory(files, before);
        if (first.problems.length > 0) return;
        accepted += 1;
        const after = {
          departments: new Map([
            ...before.departments,
            ...first.departments.map((entry) => [entry.code, entry] as const),
          ]),
          staff: new Map([...before.staff, ...first.staff.map((entry) => [entry.code, entry] as const)]),
        };
        const second = readDirectory(files, after);
        expect([second.problems, second.departments, second.staff]).toEqual([[], [], []]);
      }),
      { numRuns: 200 },
    );
    expect(accepted).toBeGreaterThan(10);
  });
});
