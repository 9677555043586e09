import type { BacklogLimits } from './backlog';
import type { Period, WorkingCalendar } from './calendar';

/** The limits of a category (M12). One row a version; the newest holds for every case of the category (P2). */
export interface Policy {
  category: string;
  version: number;
  /** the department that the category proposes (M2) */
  department: string;
  /** the department for a place, by code of the district: goes before `department` (M1) */
  routes?: Record<string, string>;
  idle: Period;
  unresolved: Period;
  /** how long before `unresolved` the department is asked for its account */
  accountLead: Period;
  confirmation: Period;
  /** how long after closing a case may be reopened and a recorded answer corrected */
  reopenWindow: Period;
  /** when cases pile up (M11); `defaultBacklog` where nothing is said */
  backlog?: BacklogLimits;
}

/** What the rules need to know of a department. */
export interface DepartmentFacts {
  code: string;
  superior: string | null;
  /** the body that watches over this part of the tree; inherited from the nearest superior that names one */
  supervisoryBody: string | null;
  /** complaint channels named by this department; inherited likewise */
  complaintChannels: string[];
  /** codes of active staff */
  staff: string[];
}

/** An emergency brake: the clocks of a scope stand still (outage, disaster). Null members of the scope match everything. */
export interface Suspension {
  id: string;
  scope: { department: string | null; category: string | null; district: string | null };
  /** epoch milliseconds */
  from: number;
  to: number | null;
}

/**
 * Everything that decisions rest on besides the case itself: one immutable snapshot with a version that rises with every
 * published change of policies, calendar, directory or suspensions.
 */
export interface Rules {
  version: number;
  calendar: WorkingCalendar;
  policies: Record<string, Policy>;
  departments: Record<string, DepartmentFacts>;
  suspensions: Suspension[];
  /** when the newest versions were published, epoch milliseconds by version; what is older is not known any more */
  published: Readonly<Record<number, number>>;
}

/** A department by its code; a code that is none finds nothing, whatever word it is (`constructor` is one). */
export function departmentOf(code: string, { departments }: Rules): DepartmentFacts | undefined {
  return Object.hasOwn(departments, code) ? departments[code] : undefined;
}

/** The policy of a category, where one is published. */
export function publishedPolicy(category: string, { policies }: Rules): Policy | undefined {
  return Object.hasOwn(policies, category) ? policies[category] : undefined;
}

/** The department that a category and a place propose (M1, M2), and on which of the two it rests. */
export function proposedBy(
  { department, routes = {} }: Policy,
  district: string | null,
): { department: string; by: 'place' | 'category' } {
  const routed = district !== null && Object.hasOwn(routes, district) ? routes[district] : undefined;
  return routed === undefined ? { department, by: 'category' } : { department: routed, by: 'place' };
}

/** The one standard (M9, M10, M12, P4): what a policy says that nobody decided otherwise. */
export const defaultPeriods = {
  idle: { amount: 3, unit: 'workingDays' },
  unresolved: { amount: 14, unit: 'calendarDays' },
  accountLead: { amount: 2, unit: 'workingDays' },
  confirmation: { amount: 5, unit: 'workingDays' },
  reopenWindow: { amount: 30, unit: 'calendarDays' },
} as const satisfies Record<string, Period>;
