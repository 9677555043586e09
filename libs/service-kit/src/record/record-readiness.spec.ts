import { buildCalendar, type ConfiguredDirectory, type Rules } from '@casetrace/case-rules';
import { describe, expect, it } from '@jest/globals';
import { type ReadModelsPort, RecordReadiness } from './record-readiness';

const year = (number: number) => ({
  year: number,
  source: { title: 't', issuer: 'i', number: 'n', date: '2020-01-01' },
  holidays: [],
  makeUpDays: [],
});
type Department = Parameters<typeof snapshotOf>[0][number];
const department = (code: string, changes: Partial<Department> = {}): Department => ({
  code,
  superior: 'city',
  supervisoryBody: null,
  staffed: true,
  ...changes,
});
const body = {
  code: 'supervision',
  kind: 'supervisoryBody',
  superior: null,
  supervisoryBody: null,
  complaintChannels: [],
  active: true,
} as const;

function snapshotOf(
  departments: { code: string; superior: string | null; supervisoryBody: string | null; staffed: boolean }[],
  lastYear: number,
): ConfiguredDirectory & { rules: Rules } {
  const entries = departments.map(({ staffed: _, ...each }) => {
    return { ...each, kind: 'department' as const, complaintChannels: [], active: true };
  });
  const people = departments.filter(({ staffed }) => staffed);
  return {
    rules: {
      version: 1,
      calendar: buildCalendar([year(lastYear)]),
      policies: {},
      departments: {},
      suspensions: [],
      published: {},
    },
    departments: new Map([body, ...entries].map((entry) => [entry.code, entry])),
    staff: new Map(
      people.map(({ code }) => [
        code,
        { code, department: code, kind: 'person', deputy: null, active: true },
      ]),
    ),
    categories: new Map(),
  };
}
const warningsOf = (
  snapshot: ConfiguredDirectory & { rules: Rules },
  due: string[] = [],
  unfinished: Awaited<ReturnType<ReadModelsPort['unfinished']>> = null,
) =>
  new RecordReadiness(
    { current: () => Promise.resolve(snapshot) },
    { worklist: () => Promise.resolve({ items: due.map((dueAt) => ({ nextDeadline: { dueAt } })) }) },
    { unfinished: () => Promise.resolve(unfinished) },
    { calendarWarningDays: 60, jitterSeconds: 300 },
  ).warnings();

const nextYear = new Date().getUTCFullYear() + 1;
const city = department('city', { superior: null, supervisoryBody: 'supervision' });

describe('RecordReadiness', () => {
  it('warns of nothing while all is well', async () => {
    expect(await warningsOf(snapshotOf([city, department('works')], nextYear))).toEqual([]);
  });

  it('names the remedy where read models are left unfinished, and waits while they are written', async () => {
    const models = ['case-documents', 'figures'];
    const whole = snapshotOf([city, department('works')], nextYear);
    expect(await warningsOf(whole, [], { models, beingWritten: false })).toEqual([
      {
        code: 'readModelsIncomplete',
        detail: expect.stringContaining('npm run rebuild-read-models'),
        models,
      },
    ]);
    expect(await warningsOf(whole, [], { models, beingWritten: true })).toMatchObject([
      { code: 'readModelsBeingWritten', models },
    ]);
  });

  it('warns of overdue deadlines, of the end of the calendar and of departments that lead nowhere', async () => {
    const departments = [
      department('island', { superior: null }),
      department('orphan', { superior: 'gone' }),
      department('empty', { superior: 'orphan', staffed: false }),
    ];
    const warnings = await warningsOf(snapshotOf(departments, 2020), ['2020-02-02T00:00:00.000Z']);
    expect(warnings).toMatchObject([
      { code: 'deadlinesOverdue', oldest: '2020-02-02T00:00:00.000Z' },
      { code: 'calendarEndsSoon', knownUntil: '2020-12-31' },
      { code: 'departmentsWithoutSuperior', codes: ['island'] },
      { code: 'departmentsWithUnknownSuperior', codes: ['orphan'] },
      { code: 'departmentsWithoutStaff', codes: ['empty'] },
    ]);
  });
});
