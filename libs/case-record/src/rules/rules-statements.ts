import { type BacklogLimits, defaultBacklog, type Period, type Policy } from '@casetrace/case-rules';
import type { Connection } from '../database/record-database';
import type { CategoryEntry, DepartmentEntry, PostContact, StaffEntry } from './rules-snapshot';

type Optional<Entry, Names extends keyof Entry> = Omit<Entry, Names> & Partial<Pick<Entry, Names>>;

export type DepartmentChange = Optional<DepartmentEntry, 'district'>;
export type StaffChange = Optional<StaffEntry, 'contact' | 'deputy'>;
export type CategoryChange = CategoryEntry;

/** The next version of a policy; no row where there is no such category. */
const insertPolicy = {
  name: 'insert-policy',
  text: `
    INSERT INTO policies (category, version, department, idle_amount, idle_unit, unresolved_amount, unresolved_unit,
      account_lead_amount, account_lead_unit, confirmation_amount, confirmation_unit, reopen_window_amount,
      reopen_window_unit, published_at, published_by, reason, routes, backlog)
    SELECT code, 1 + coalesce((SELECT max(version) FROM policies WHERE category = code), 0),
      $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, clock_timestamp(), $13, $14, $15::jsonb, $16::jsonb
    FROM categories WHERE code = $1`,
};

export const upsertCalendarYear = {
  name: 'upsert-calendar-year',
  text: `INSERT INTO calendar_years (year, content) VALUES ($1, $2)
    ON CONFLICT (year) DO UPDATE SET content = excluded.content`,
};

export const insertClosure = {
  name: 'insert-closure',
  text: 'INSERT INTO calendar_closures (from_date, to_date, name_zh, name_en) VALUES ($1, $2, $3, $4)',
};

export const insertSuspension = {
  name: 'insert-suspension',
  text: `INSERT INTO suspensions (id, department, category, district, from_at, reason, by_officer)
    VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), $6, $7)`,
};

export const liftSuspension = {
  name: 'lift-suspension',
  text: `UPDATE suspensions SET to_at = to_timestamp($2::float8 / 1000), lifted_by = $3
    WHERE id = $1 AND to_at IS NULL`,
};

const upsertDepartmentRows = {
  name: 'upsert-departments',
  text: `
    INSERT INTO departments (code, kind, name_zh, name_en, superior, supervisory_body, duties_zh, duties_en, address,
      telephone, hours, complaint_channels, district, active)
    SELECT code, kind, name->>'zh', name->>'en', superior, "supervisoryBody", duties->>'zh', duties->>'en', address,
      telephone, hours, "complaintChannels", district, active
    FROM jsonb_to_recordset($1::jsonb) AS changed (code text, kind text, name jsonb, superior text,
      "supervisoryBody" text, duties jsonb, address text, telephone text, hours text, "complaintChannels" text[],
      district text, active boolean)
    ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en,
      superior = excluded.superior, supervisory_body = excluded.supervisory_body, duties_zh = excluded.duties_zh,
      duties_en = excluded.duties_en, address = excluded.address, telephone = excluded.telephone,
      hours = excluded.hours, complaint_channels = excluded.complaint_channels, district = excluded.district,
      active = excluded.active`,
};

const upsertStaffRows = {
  name: 'upsert-staff',
  text: `
    INSERT INTO staff (code, department, name_zh, name_en, roles, kind, telephone, mail, room, deputy, active)
    SELECT code, department, name->>'zh', name->>'en', roles, kind, contact->>'telephone', contact->>'mail',
      contact->>'room', deputy, active
    FROM jsonb_to_recordset($1::jsonb) AS changed (code text, department text, name jsonb, roles text[], kind text,
      contact jsonb, deputy text, active boolean)
    ON CONFLICT (code) DO UPDATE SET department = excluded.department, name_zh = excluded.name_zh,
      name_en = excluded.name_en, roles = excluded.roles, kind = excluded.kind, telephone = excluded.telephone,
      mail = excluded.mail, room = excluded.room, deputy = excluded.deputy, active = excluded.active`,
};

const upsertCategoryRow = {
  name: 'upsert-category',
  text: `
    INSERT INTO categories (code, name_zh, name_en, description_zh, description_en, active)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (code) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en,
      description_zh = excluded.description_zh, description_en = excluded.description_en, active = excluded.active`,
};

/** The periods of a policy, in the order of its columns. */
export const periodsOf = (policy: Omit<Policy, 'version'>): Period[] => [
  policy.idle,
  policy.unresolved,
  policy.accountLead,
  policy.confirmation,
  policy.reopenWindow,
];

/** Writes the next version of a policy; false where there is no such category. */
export async function writePolicy(
  connection: Connection,
  policy: Omit<Policy, 'version'>,
  { by, reason }: { by: string; reason: string },
): Promise<boolean> {
  const backlog: BacklogLimits = policy.backlog ?? defaultBacklog;
  const written = await connection.run(insertPolicy, [
    policy.category,
    policy.department,
    ...periodsOf(policy).flatMap(({ amount, unit }) => [amount, unit]),
    by,
    reason,
    JSON.stringify(policy.routes ?? {}),
    JSON.stringify(backlog),
  ]);
  return written > 0;
}

/** All in one statement: they may refer to each other in any order, for references are looked at when it ends. */
export async function upsertDepartments(connection: Connection, entries: DepartmentChange[]): Promise<void> {
  await connection.run(upsertDepartmentRows, [JSON.stringify(entries)]);
}

/** All in one statement, as `upsertDepartments`. */
export async function upsertStaff(connection: Connection, entries: StaffChange[]): Promise<void> {
  const complete = entries.map((entry) => ({ ...entry, contact: { ...noContact, ...entry.contact } }));
  await connection.run(upsertStaffRows, [JSON.stringify(complete)]);
}

const noContact: PostContact = { telephone: '', mail: '', room: '' };

export async function upsertCategory(connection: Connection, entry: CategoryChange): Promise<void> {
  const { code, name, description, active } = entry;
  await connection.run(upsertCategoryRow, [code, name.zh, name.en, description.zh, description.en, active]);
}
