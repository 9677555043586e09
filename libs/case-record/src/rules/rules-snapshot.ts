import type { Bilingual, Role } from '@casetrace/contracts';
import {
  buildCalendar,
  type CalendarYear,
  type DepartmentFacts,
  type Policy,
  type Rules,
} from '@casetrace/case-rules';
import type { DepartmentRow } from '../entities';
import { inheritOversight } from './oversight';

/** A department, supervisory body or complaint channel, as people are shown it. */
export interface DepartmentEntry {
  code: string;
  kind: DepartmentRow['kind'];
  name: Bilingual;
  superior: string | null;
  supervisoryBody: string | null;
  complaintChannels: string[];
  duties: Bilingual;
  address: string;
  telephone: string;
  hours: string;
  /** code of the district that it serves; null where none is said, and that of its superior holds */
  district: string | null;
  active: boolean;
}

/** How a post is reached, whoever holds it; an empty text where there is none. */
export interface PostContact {
  telephone: string;
  mail: string;
  room: string;
}

export interface StaffEntry {
  code: string;
  department: string;
  /** the title of the post, never the name of a person */
  name: Bilingual;
  roles: Role[];
  kind: 'person' | 'system';
  contact: PostContact;
  /** the post that stands in for this one */
  deputy: string | null;
  active: boolean;
}

export interface CategoryEntry {
  code: string;
  name: Bilingual;
  description: Bilingual;
  active: boolean;
}

/** The rules of one version with the names that go with them. Immutable, and the same in every process. */
export interface RulesSnapshot {
  version: number;
  rules: Rules;
  departments: ReadonlyMap<string, DepartmentEntry>;
  staff: ReadonlyMap<string, StaffEntry>;
  categories: ReadonlyMap<string, CategoryEntry>;
}

/** All that the snapshot is built from, as one statement reads it. */
export interface RulesRows {
  version: number;
  departments: DepartmentEntry[] | null;
  staff: StaffEntry[] | null;
  categories: CategoryEntry[] | null;
  policies: Policy[] | null;
  years: CalendarYear[] | null;
  closures: { from: string; to: string; name: Bilingual }[] | null;
  suspensions:
    | {
        id: string;
        department: string | null;
        category: string | null;
        district: string | null;
        from: number;
        to: number | null;
      }[]
    | null;
  /** epoch milliseconds by version */
  published: Record<number, number> | null;
}

const period = (name: string): string => `json_build_object('amount', ${name}_amount, 'unit', ${name}_unit)`;
const bilingual = (name: string): string => `json_build_object('zh', ${name}_zh, 'en', ${name}_en)`;
const milliseconds = (name: string): string => `floor(extract(epoch FROM ${name}) * 1000)::float8`;

/** A row of `policies` as the rules have it. */
export const policyAsJson = `json_build_object('category', category, 'version', version, 'department', department,
  'routes', routes, 'idle', ${period('idle')}, 'unresolved', ${period('unresolved')},
  'accountLead', ${period('account_lead')}, 'confirmation', ${period('confirmation')},
  'reopenWindow', ${period('reopen_window')}, 'backlog', backlog)`;

/** Open cases follow new rules within minutes; this is plenty. */
const publicationsKept = 1_000;

/** Reads everything in one statement, so that it is of one moment. */
export const readRules = {
  name: 'read-rules',
  text: `
    SELECT (SELECT version::int FROM rules_version) AS version,
      (SELECT json_agg(json_build_object('code', code, 'kind', kind, 'name', ${bilingual('name')},
        'superior', superior, 'supervisoryBody', supervisory_body, 'complaintChannels', complaint_channels,
        'duties', ${bilingual('duties')}, 'address', address, 'telephone', telephone, 'hours', hours,
        'district', district, 'active', active) ORDER BY code) FROM departments) AS departments,
      (SELECT json_agg(json_build_object('code', code, 'department', department, 'name', ${bilingual('name')},
        'roles', roles, 'kind', kind, 'contact', json_build_object('telephone', telephone, 'mail', mail, 'room', room),
        'deputy', deputy, 'active', active) ORDER BY code) FROM staff) AS staff,
      (SELECT json_agg(json_build_object('code', code, 'name', ${bilingual('name')},
        'description', ${bilingual('description')}, 'active', active) ORDER BY code) FROM categories) AS categories,
      (SELECT json_agg(${policyAsJson})
        FROM (SELECT DISTINCT ON (category) * FROM policies ORDER BY category, version DESC) AS newest) AS policies,
      (SELECT json_agg(content ORDER BY year) FROM calendar_years) AS years,
      (SELECT json_agg(json_build_object('from', from_date, 'to', to_date, 'name', ${bilingual('name')}) ORDER BY id)
        FROM calendar_closures) AS closures,
      (SELECT json_agg(json_build_object('id', id, 'department', department, 'category', category,
        'district', district, 'from', ${milliseconds('from_at')}, 'to', ${milliseconds('to_at')}) ORDER BY from_at, id)
        FROM suspensions) AS suspensions,
      (SELECT json_object_agg(version, ${milliseconds('at')})
        FROM (SELECT version, at FROM rules_changes ORDER BY version DESC LIMIT ${publicationsKept}) AS latest) AS published`,
};

/** Nothing is announced: weekends only, and every deadline provisional (P2). */
const nothingAnnounced: CalendarYear = {
  year: 2000,
  source: { title: '', issuer: '', number: '', date: '2000-01-01' },
  holidays: [],
  makeUpDays: [],
};

/** Builds the snapshot. @throws Error where the calendar contradicts itself. */
export function buildSnapshot(rows: RulesRows): RulesSnapshot {
  const departments = rows.departments ?? [];
  const staff = rows.staff ?? [];
  const categories = rows.categories ?? [];
  const known = new Set(categories.filter(({ active }) => active).map(({ code }) => code));
  const policies = (rows.policies ?? []).filter(({ category }) => known.has(category));
  return {
    version: rows.version,
    rules: {
      version: rows.version,
      calendar: buildCalendar(rows.years ?? [nothingAnnounced], rows.closures ?? []),
      policies: Object.fromEntries(policies.map((policy) => [policy.category, policy])),
      departments: factsOf(departments, staff),
      suspensions: (rows.suspensions ?? []).map(({ id, department, category, district, from, to }) => {
        return { id, scope: { department, category, district }, from, to };
      }),
      published: rows.published ?? {},
    },
    departments: new Map(departments.map((department) => [department.code, department])),
    staff: new Map(staff.map((member) => [member.code, member])),
    categories: new Map(categories.map((category) => [category.code, category])),
  };
}

/** Departments that cases can be with, each with the oversight that it has or inherits and the people who work there. */
function factsOf(departments: DepartmentEntry[], staff: StaffEntry[]): Record<string, DepartmentFacts> {
  const people = staff.filter(({ active, kind }) => active && kind === 'person');
  const atWork = new Map<string, string[]>();
  for (const { code, department } of people) {
    atWork.set(department, [...(atWork.get(department) ?? []), code]);
  }
  const inherited = inheritOversight(departments);
  return Object.fromEntries(
    departments
      .filter(({ active, kind }) => active && kind === 'department')
      .map(({ code, superior }) => {
        const { supervisoryBody, complaintChannels } = inherited.get(code) ?? noOversight;
        return [code, { code, superior, supervisoryBody, complaintChannels, staff: atWork.get(code) ?? [] }];
      }),
  );
}

const noOversight = { supervisoryBody: null, complaintChannels: [] };
