import type { Rules } from './rules';
import { departmentOf } from './rules';

/** The departments above one, nearest first. Ends at the top; a loop in the directory ends it as well. */
export function superiorsOf(department: string, rules: Rules): string[] {
  const superiors: string[] = [];
  const seen = new Set([department]);
  let next = departmentOf(department, rules)?.superior ?? null;
  while (next !== null && departmentOf(next, rules) && !seen.has(next)) {
    superiors.push(next);
    seen.add(next);
    next = departmentOf(next, rules)?.superior ?? null;
  }
  return superiors;
}

/** How far below the top a department stands: 0 at the top. */
export function depthOf(department: string, rules: Rules): number {
  return superiorsOf(department, rules).length;
}

/** Whether `department` is `root` or stands below it. */
export function isWithin(department: string, root: string, rules: Rules): boolean {
  return department === root || superiorsOf(department, rules).includes(root);
}

/** Where a case goes when it climbs. */
export interface Climb {
  /** the department above; null where there is none */
  to: string | null;
  /** the climb ended at the top though the case had been there already: the supervisory body is next */
  pastTheTop: boolean;
  /** departments that were passed over because nobody works there (P3) */
  unstaffed: string[];
}

/**
 * Finds the next department up from `from` that stands strictly higher than `above`, the highest one reached before, so that
 * a case that was passed down climbs higher and not in circles (P3). Unstaffed departments are passed over.
 */
export function climb(from: string, above: string | null, rules: Rules): Climb {
  const superiors = superiorsOf(from, rules);
  const top = superiors.at(-1);
  if (top === undefined) return { to: null, pastTheTop: true, unstaffed: [] };
  const limit = above === null ? Infinity : depthOf(above, rules);
  const higher = superiors.filter((department) => depthOf(department, rules) < limit);
  if (higher.length === 0) {
    return { to: top, pastTheTop: true, unstaffed: isStaffed(top, rules) ? [] : [top] };
  }
  const staffed = higher.findIndex((department) => isStaffed(department, rules));
  if (staffed === -1) return { to: higher[0] ?? top, pastTheTop: false, unstaffed: higher };
  return { to: higher[staffed] ?? top, pastTheTop: false, unstaffed: higher.slice(0, staffed) };
}

/** The body that watches over a department: its own, or that of the nearest superior that names one. */
export function supervisoryBodyOf(department: string, rules: Rules): string | null {
  const line = [department, ...superiorsOf(department, rules)];
  return (
    line.map((code) => departmentOf(code, rules)?.supervisoryBody ?? null).find((body) => body !== null) ??
    null
  );
}

/** Where a filer may complain about a department (M6d): its own channels, or those of the nearest superior that names any. */
export function complaintChannelsOf(department: string, rules: Rules): string[] {
  const line = [department, ...superiorsOf(department, rules)];
  return (
    line.map((code) => departmentOf(code, rules)?.complaintChannels ?? []).find(({ length }) => length > 0) ??
    []
  );
}

/** Whether anybody works in a department. */
export function isStaffed(department: string, rules: Rules): boolean {
  return (departmentOf(department, rules)?.staff.length ?? 0) > 0;
}
