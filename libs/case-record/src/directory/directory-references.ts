import type { DepartmentEntry, StaffEntry } from '../rules/rules-snapshot';
import type { ReadEntry } from './directory-files';

/** The directory as it would be. */
export interface FutureDirectory {
  departments: ReadonlyMap<string, DepartmentEntry>;
  staff: ReadonlyMap<string, StaffEntry>;
}

const kindInWords = {
  department: 'department',
  supervisoryBody: 'supervisory body',
  complaintChannel: 'complaint channel',
} as const;

/** Notes what a department's row names and is not there, and a superior that would stand below it. */
export function checkDepartment({ row, entry }: ReadEntry<DepartmentEntry>, future: FutureDirectory): void {
  const check = (column: string, code: string, kind: DepartmentEntry['kind']): void => {
    const named = future.departments.get(code);
    if (named && named.kind === kind && (named.active || !entry.active)) return;
    row.wrong(column, `There is no active ${kindInWords[kind]} ${code}.`);
  };
  if (entry.superior !== null) {
    check('superior', entry.superior, 'department');
    if (standsAboveItself(entry.code, future))
      row.wrong('superior', 'The department would stand above itself.');
  }
  if (entry.supervisoryBody !== null) check('supervisory_body', entry.supervisoryBody, 'supervisoryBody');
  for (const channel of entry.complaintChannels) check('complaint_channels', channel, 'complaintChannel');
}

/** Notes what a member's row names and is not there. */
export function checkMember({ row, entry }: ReadEntry<StaffEntry>, future: FutureDirectory): void {
  const department = future.departments.get(entry.department);
  const known = department && (department.active || !entry.active);
  if (!known && entry.department !== '') {
    row.wrong('department', `There is no active department ${entry.department}.`);
  }
  if (entry.roles.length === 0) row.wrong('roles', 'There must be a role.');
  if (entry.deputy === null) return;
  const deputy = future.staff.get(entry.deputy);
  if (entry.deputy === entry.code) row.wrong('deputy', 'Nobody is their own deputy.');
  else if (!deputy || (!deputy.active && entry.active)) {
    row.wrong('deputy', `There is no active member of staff ${entry.deputy}.`);
  }
}

function standsAboveItself(code: string, { departments }: FutureDirectory): boolean {
  const seen = new Set<string>();
  let at = departments.get(code)?.superior ?? null;
  while (at !== null && !seen.has(at)) {
    if (at === code) return true;
    seen.add(at);
    at = departments.get(at)?.superior ?? null;
  }
  return false;
}
