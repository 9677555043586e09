import type { Actor } from '@casetrace/contracts';
import { announcedYears, buildCalendar } from './calendar';
import type { DepartmentFacts, Policy, Rules, Suspension } from './rules';
import { defaultPeriods } from './rules';

/** The calendar of the official notices of 2025 and 2026. */
export const calendar = buildCalendar(announcedYears);

/** An instant of Asia/Shanghai, written `2026-03-02 09:00`, as epoch milliseconds. */
export function shanghai(local: string): number {
  return Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
}

/** The same, as an event says it. */
export function iso(local: string): string {
  return new Date(shanghai(local)).toISOString();
}

function department(
  code: string,
  superior: string | null,
  facts: Partial<DepartmentFacts> = {},
): DepartmentFacts {
  const staff = [`${code}-lead`, `${code}-clerk`];
  return { code, superior, supervisoryBody: null, complaintChannels: [], staff, ...facts };
}

/** A tree of four levels: ministry, province, two cities, offices below them; and the desk of the first city. */
export const tree = [
  department('ministry', null, {
    supervisoryBody: 'inspection',
    complaintChannels: ['hotline', 'petitions'],
  }),
  department('province', 'ministry'),
  department('city', 'province'),
  department('otherCity', 'province'),
  department('roads', 'city'),
  department('water', 'city'),
  department('otherRoads', 'otherCity'),
  department('desk', 'city'),
  department('inspection', null),
];

/** The policy with the defaults of the mission; `periods` change single limits. */
export function policy(category: string, responsible: string, periods: Partial<Policy> = {}): Policy {
  return { category, version: 1, department: responsible, ...defaultPeriods, ...periods };
}

/** A snapshot of the rules: the tree above, the category `potholes` at `roads`. */
export function rulesOf(
  changes: {
    departments?: DepartmentFacts[];
    policies?: Policy[];
    suspensions?: Suspension[];
    version?: number;
    published?: Rules['published'];
    calendar?: Rules['calendar'];
  } = {},
): Rules {
  const { departments = tree, policies = [policy('potholes', 'roads')], suspensions = [] } = changes;
  return {
    version: changes.version ?? 1,
    calendar: changes.calendar ?? calendar,
    policies: Object.fromEntries(policies.map((row) => [row.category, row])),
    departments: Object.fromEntries(departments.map((row) => [row.code, row])),
    suspensions,
    published: changes.published ?? {},
  };
}

/** The tree with some departments changed, or with `null` taken out. */
export function treeWith(changes: Record<string, Partial<DepartmentFacts> | null>): DepartmentFacts[] {
  const known = tree.filter(({ code }) => changes[code] !== null);
  return known.map((row) => ({ ...row, ...changes[row.code] }));
}

/** Somebody of a department. */
export function officer(of: string, name = `${of}-clerk`): Actor {
  return { kind: 'officer', department: of, officer: name };
}

export const filer: Actor = { kind: 'filer', department: 'desk', officer: null };
export const frontDesk: Actor = officer('desk');
export const system: Actor = { kind: 'system', department: null, officer: null };
