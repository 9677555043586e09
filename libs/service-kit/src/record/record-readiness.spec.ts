import { buildCalendar, type DepartmentFacts, type Rules } from '@casetrace/case-rules';
import { describe, expect, it } from '@jest/globals';
import { RecordReadiness } from './record-readiness';

const year = (number: number) => ({
  year: number,
  source: { title: 't', issuer: 'i', number: 'n', date: '2020-01-01' },
  holidays: [],
  makeUpDays: [],
});
const department = (code: string, changes: Partial<DepartmentFacts> = {}): DepartmentFacts => ({
  code,
  superior: 'city',
  supervisoryBody: 'supervision',
  complaintChannels: [],
  staff: ['someone'],
  ...changes,
});
const rulesOf = (departments: DepartmentFacts[], lastYear: number): Rules => ({
  version: 1,
  calendar: buildCalendar([year(lastYear)]),
  policies: {},
  departments: Object.fromEntries(departments.map((each) => [each.code, each])),
  suspensions: [],
});
const warningsOf = (rules: Rules, due: string[] = []) =>
  new RecordReadiness(
    { current: () => Promise.resolve({ rules }) },
    { worklist: () => Promise.resolve({ items: due.map((dueAt) => ({ nextDeadline: { dueAt } })) }) },
    { calendarWarningDays: 60, jitterSeconds: 300 },
  ).warnings();

const nextYear = new Date().getUTCFullYear() + 1;
const city = department('city', { superior: null });

describe('RecordReadiness', () => {
  it('warns of nothing while all is well', async () => {
    expect(await warningsOf(rulesOf([city, department('works')], nextYear))).toEqual([]);
  });

  it('warns of overdue deadlines, of the end of the calendar and of departments that lead nowhere', async () => {
    const departments = [
      department('island', { superior: null, supervisoryBody: null }),
      department('orphan', { superior: 'gone' }),
      department('empty', { superior: 'island', staff: [] }),
    ];
    const warnings = await warningsOf(rulesOf(departments, 2020), ['2020-02-02T00:00:00.000Z']);
    expect(warnings).toMatchObject([
      { code: 'deadlinesOverdue', oldest: '2020-02-02T00:00:00.000Z' },
      { code: 'calendarEndsSoon', knownUntil: '2020-12-31' },
      { code: 'departmentsWithoutSuperior', codes: ['island'] },
      { code: 'departmentsWithUnknownSuperior', codes: ['orphan'] },
      { code: 'departmentsWithoutStaff', codes: ['empty'] },
    ]);
  });
});
