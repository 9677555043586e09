import type { RecordDatabase } from '../database/record-database';
import { RecordError } from '../database/record-error';

/** Where the emergency brake is pulled; null members match everything. */
export interface SuspensionScope {
  department: string | null;
  category: string | null;
  district: string | null;
}

/** Districts have no table: one is known where a department serves it, a route names it, or an open case lies in it. */
const readKnown = {
  name: 'known-suspension-scope',
  text: `
    SELECT $1::text IS NULL OR EXISTS (SELECT FROM departments WHERE code = $1) AS department,
      $2::text IS NULL OR EXISTS (SELECT FROM categories WHERE code = $2) AS category,
      CASE WHEN $3::text IS NULL THEN true
        WHEN EXISTS (SELECT FROM departments WHERE district = $3) THEN true
        WHEN EXISTS (SELECT FROM policies WHERE routes ? $3) THEN true
        ELSE EXISTS (SELECT FROM cases WHERE district = $3 AND status <> 'closed') END AS district`,
};
const codes = {
  department: 'unknownDepartment',
  category: 'unknownCategory',
  district: 'unknownDistrict',
} as const satisfies Record<keyof SuspensionScope, string>;

/**
 * A mistyped scope would be accepted, and every clock would run on. Departments and categories that are closed may still have
 * open cases: they are known. @throws RecordError unknownDepartment, unknownCategory, unknownDistrict.
 */
export async function assertKnownScope(database: RecordDatabase, scope: SuspensionScope): Promise<void> {
  const { department, category, district } = scope;
  const [known] = await database.rows<Record<keyof SuspensionScope, boolean>>(readKnown, [
    department,
    category,
    district,
  ]);
  for (const member of ['department', 'category', 'district'] as const) {
    if (!known?.[member]) throw new RecordError(codes[member], `There is no ${member} ${scope[member]}.`);
  }
}
