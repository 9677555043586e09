import { announcedYears, defaultPeriods } from '@casetrace/case-rules';
import type { Connection } from '../database/record-database';
import { newApiKey } from '../identity/api-keys';
import type { RulesPublisher } from '../rules/rules-publisher';
import {
  type DepartmentChange,
  type StaffChange,
  upsertCalendarYear,
  upsertCategory,
  upsertDepartments,
  upsertStaff,
  writePolicy,
} from '../rules/rules-statements';
import type { Seed, SeedCategory, SeedDepartment, SeedMember } from './seed-files';

/** A demo key, to be shown once. */
export interface DemoKey {
  staffCode: string;
  roles: string[];
  key: string;
}

const seeder = { by: 'seed', reason: 'the fictional city that an empty database begins with' };

const known = (table: string, column: string) => ({
  name: `seed-known-${table}`,
  text: `SELECT ${column} AS code FROM ${table}`,
});
const insertKey = {
  name: 'seed-insert-key',
  text: `INSERT INTO api_keys (id, staff_code, secret_hash, label) VALUES ($1, $2, $3, 'demo')`,
};

/**
 * Puts into the database what it does not hold yet of the seed, as one published change, and answers the keys that it made.
 * What is there is left as it is: a second run changes nothing.
 */
export async function seedRecord(publisher: RulesPublisher, seed: Seed): Promise<DemoKey[]> {
  const keys: DemoKey[] = [];
  const nothingNew = new Error('nothing new');
  try {
    await publisher.publish('seed', seeder, { source: 'libs/case-record/seed' }, async (connection) => {
      const missing = await missingIn(connection, seed);
      if (Object.values(missing).every((list: unknown[]) => list.length === 0)) throw nothingNew;
      await upsertDepartments(connection, missing.departments.map(departmentOf));
      await upsertStaff(connection, missing.staff.map(memberOf));
      for (const category of missing.categories) await addCategory(connection, category);
      for (const year of missing.years)
        await connection.run(upsertCalendarYear, [year.year, JSON.stringify(year)]);
      for (const { code, roles } of missing.keys) {
        const { id, key, secretHash } = newApiKey();
        await connection.run(insertKey, [id, code, secretHash]);
        keys.push({ staffCode: code, roles, key });
      }
    });
  } catch (error) {
    if (error !== nothingNew) throw error;
  }
  return keys;
}

async function missingIn(connection: Connection, seed: Seed) {
  const codes = async (table: string, column = 'code'): Promise<Set<string>> => {
    const rows = await connection.rows<{ code: string | number }>(known(table, column));
    return new Set(rows.map(({ code }) => String(code)));
  };
  const without = <Item extends { code: string }>(items: Item[], present: Set<string>): Item[] =>
    items.filter(({ code }) => !present.has(code));
  const years = await codes('calendar_years', 'year');
  const demoStaff = seed.staff.filter(({ demoKey }) => demoKey);
  return {
    departments: without(seed.departments, await codes('departments')),
    staff: without(seed.staff, await codes('staff')),
    categories: without(seed.categories, await codes('categories')),
    years: announcedYears.filter(({ year }) => !years.has(String(year))),
    keys: without(demoStaff, await codes('api_keys', 'staff_code')),
  };
}

function departmentOf({ address, ...entry }: SeedDepartment): DepartmentChange {
  return {
    supervisoryBody: null,
    complaintChannels: [],
    ...entry,
    address: `${address.zh} / ${address.en}`,
    active: true,
  };
}

function memberOf({ code, department, kind, post: name, roles, contact, deputy }: SeedMember): StaffChange {
  const more = { ...(contact && { contact }), ...(deputy !== undefined && { deputy }) };
  return { code, department, kind, name, roles, active: true, ...more };
}

async function addCategory(connection: Connection, { policy, ...category }: SeedCategory): Promise<void> {
  await upsertCategory(connection, { ...category, active: true });
  const limits = { ...defaultPeriods, ...policy, category: category.code };
  await writePolicy(connection, limits, seeder);
}
