import type { Rules } from '@casetrace/case-rules';
import { civilDateAt } from '@casetrace/case-rules';
import type { Readiness, Warning } from '../health/readiness';

/** The port to the rules in force; asking for them reaches PostgreSQL. */
export interface RulesPort {
  current(): Promise<{ rules: Rules }>;
}

/** The port to the open cases that are due, nearest first. */
export interface DueCasesPort {
  worklist(
    filter: { dueBefore: string },
    request: { limit: number },
  ): Promise<{ items: { nextDeadline: { dueAt: string } | null }[] }>;
}

export interface RecordReadinessOptions {
  /** days before the end of the announced calendar at which to warn */
  calendarWarningDays: number;
  /** deadlines are spread over so many seconds */
  jitterSeconds: number;
}

const graceSeconds = 60;
const dayMs = 86_400_000;

/** Ready means that the record answers; warnings say what works and wants looking at all the same. */
export class RecordReadiness implements Readiness {
  constructor(
    private readonly rules: RulesPort,
    private readonly cases: DueCasesPort,
    private readonly options: RecordReadinessOptions,
  ) {}

  async check(): Promise<void> {
    await this.rules.current();
  }

  async warnings(): Promise<Warning[]> {
    const [{ rules }, overdue] = await Promise.all([this.rules.current(), this.overdue()]);
    return [...overdue, ...this.calendarEnds(rules), ...misconfigured(rules)];
  }

  /** P1: nobody escalates by this; it says that the clocks' worker should be looked at. */
  private async overdue(): Promise<Warning[]> {
    const before = Date.now() - (this.options.jitterSeconds + graceSeconds) * 1000;
    const { items } = await this.cases.worklist({ dueBefore: new Date(before).toISOString() }, { limit: 1 });
    const oldest = items[0]?.nextDeadline?.dueAt;
    if (oldest === undefined) return [];
    return [{ code: 'deadlinesOverdue', detail: 'Deadlines have passed and were not applied.', oldest }];
  }

  private calendarEnds({ calendar }: Rules): Warning[] {
    const { knownUntil } = calendar;
    const horizon = civilDateAt(Date.now() + this.options.calendarWarningDays * dayMs);
    if (knownUntil >= horizon) return [];
    const detail = 'Deadlines after this date are provisional until the next calendar year is published.';
    return [{ code: 'calendarEndsSoon', detail, knownUntil }];
  }
}

/** P3: departments from which a case could not climb, or where nobody works. */
function misconfigured({ departments, policies }: Rules): Warning[] {
  const all = Object.values(departments);
  const found = {
    noSuperior: all.filter(({ superior, supervisoryBody }) => superior === null && supervisoryBody === null),
    unknownSuperior: all.filter(({ superior }) => superior !== null && !Object.hasOwn(departments, superior)),
    noStaff: all.filter(({ staff }) => staff.length === 0),
  };
  const codes = (facts: { code: string }[]): string[] => facts.map(({ code }) => code);
  const categories = Object.values(policies).filter(
    ({ department }) => !Object.hasOwn(departments, department),
  );
  return [
    ...listed('departmentsWithoutSuperior', 'Cases cannot climb from these.', codes(found.noSuperior)),
    ...listed(
      'departmentsWithUnknownSuperior',
      'Their superior does not exist.',
      codes(found.unknownSuperior),
    ),
    ...listed('departmentsWithoutStaff', 'Nobody works at these.', codes(found.noStaff)),
    ...listed(
      'categoriesOfUnknownDepartment',
      'These propose a department that does not exist.',
      categories.map(({ category }) => category),
    ),
  ];
}

const mostListed = 20;

function listed(code: string, detail: string, codes: string[]): Warning[] {
  if (codes.length === 0) return [];
  return [{ code, detail, count: codes.length, codes: codes.slice(0, mostListed) }];
}
