/** What a caller may be (our own directory gives a person one or more). */
export const roles = [
  'agency',
  'frontDesk',
  'departmentOfficer',
  'supervisor',
  'administrator',
  'auditor',
  'operations',
] as const;
export type Role = (typeof roles)[number];

/**
 * Who did something (M7: every step names department and responsible person). `officer` is a staff code of the
 * directory, never a name; `filer` acts through the desk that registered the case; `clock` acts for the department
 * that was responsible when the due time passed.
 */
export interface Actor {
  kind: 'officer' | 'agency' | 'filer' | 'clock' | 'system';
  department: string | null;
  officer: string | null;
}
