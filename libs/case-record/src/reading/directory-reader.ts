import type { Role } from '@casetrace/contracts';
import { departmentOf, type Policy } from '@casetrace/case-rules';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RecordDatabase } from '../database/record-database';
import { readApiKey } from '../identity/api-keys';
import type { CategoryEntry, DepartmentEntry, StaffEntry } from '../rules/rules-snapshot';
import type { RulesSource } from '../rules/rules-source';

/** A department with those below it. */
export interface DepartmentNode extends DepartmentEntry {
  below: DepartmentNode[];
}

/** The directory as people see it: the tree, and the bodies and channels beside it. */
export interface DirectoryTree {
  departments: DepartmentNode[];
  supervisoryBodies: DepartmentEntry[];
  complaintChannels: DepartmentEntry[];
}

/** A department with whoever works there, and who watches over it: its own, or inherited (M6d). */
export interface DepartmentPage extends DepartmentEntry {
  staff: StaffEntry[];
  oversight: { supervisoryBody: DepartmentEntry | null; complaintChannels: DepartmentEntry[] };
}

/** Which members of staff are listed. */
export interface StaffFilter {
  department?: string | undefined;
  /** code of the last one of the page before */
  after?: string | undefined;
  limit: number;
}

/** Who holds an API key. */
export interface KeyHolder {
  officer: string;
  department: string;
  roles: readonly Role[];
}

const readHolder = {
  name: 'read-key-holder',
  text: `
    SELECT k.secret_hash AS "secretHash", s.code AS officer, s.department, s.roles
    FROM api_keys k JOIN staff s ON s.code = k.staff_code JOIN departments d ON d.code = s.department
    WHERE k.id = $1 AND k.revoked_at IS NULL AND s.active AND d.active`,
};
const rememberedMs = 5_000;
const mostRemembered = 5_000;

/** Reads departments, categories, staff and keys (M1, M3). All methods throw RecordError recordUnavailable. */
export class DirectoryReader {
  private readonly holders = new Map<string, { holder: KeyHolder; until: number }>();

  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
  ) {}

  /** The active departments as a tree, from the top; bodies and channels apart. */
  async tree(): Promise<DirectoryTree> {
    const { departments } = await this.rules.current();
    const active = [...departments.values()].filter((department) => department.active);
    const handling = active.filter(({ kind }) => kind === 'department');
    const codes = new Set(handling.map(({ code }) => code));
    const node = (department: DepartmentEntry): DepartmentNode => ({
      ...department,
      below: handling.filter(({ superior }) => superior === department.code).map(node),
    });
    return {
      departments: handling.filter(({ superior }) => superior === null || !codes.has(superior)).map(node),
      supervisoryBodies: active.filter(({ kind }) => kind === 'supervisoryBody'),
      complaintChannels: active.filter(({ kind }) => kind === 'complaintChannel'),
    };
  }

  /** A department, body or channel by its code, inactive ones too; null where there is none. */
  async department(code: string): Promise<DepartmentEntry | null> {
    return (await this.rules.current()).departments.get(code) ?? null;
  }

  /** A department, body or channel with its staff and its oversight; null where there is none. */
  async departmentPage(code: string): Promise<DepartmentPage | null> {
    const { departments, staff, rules } = await this.rules.current();
    const department = departments.get(code);
    if (!department) return null;
    const { supervisoryBody, complaintChannels } = departmentOf(code, rules) ?? department;
    const entries = (codes: string[]) => codes.flatMap((each) => departments.get(each) ?? []);
    return {
      ...department,
      staff: [...staff.values()].filter((member) => member.active && member.department === code),
      oversight: {
        supervisoryBody: supervisoryBody === null ? null : (departments.get(supervisoryBody) ?? null),
        complaintChannels: entries(complaintChannels),
      },
    };
  }

  /** Members of staff by code, those who left too. */
  async listStaff({ department, after = '', limit }: StaffFilter): Promise<StaffEntry[]> {
    const { staff } = await this.rules.current();
    const listed = [...staff.values()].filter(
      (member) => member.code > after && (department === undefined || member.department === department),
    );
    return listed.sort((one, other) => (one.code < other.code ? -1 : 1)).slice(0, limit);
  }

  /** The active categories, each with the policy that holds now. */
  async categories(): Promise<(CategoryEntry & { policy: Policy | null })[]> {
    const { categories, rules } = await this.rules.current();
    const active = [...categories.values()].filter((category) => category.active);
    return active.map((category) => ({ ...category, policy: rules.policies[category.code] ?? null }));
  }

  /** A member of staff by code, or null. */
  async staff(code: string): Promise<StaffEntry | null> {
    return (await this.rules.current()).staff.get(code) ?? null;
  }

  /** The active people of a department. */
  async staffOf(department: string): Promise<StaffEntry[]> {
    const { staff } = await this.rules.current();
    return [...staff.values()].filter((member) => member.active && member.department === department);
  }

  /**
   * The active holder of a valid, unrevoked key, or null. A valid one is remembered for five seconds (by its hash), so a
   * revoked key works no longer than that.
   */
  async holderOfKey(apiKey: string): Promise<KeyHolder | null> {
    const parts = readApiKey(apiKey);
    if (!parts) return null;
    const remembered = createHash('sha256').update(apiKey).digest('base64');
    const known = this.holders.get(remembered);
    if (known && known.until > performance.now()) return known.holder;
    const [row] = await this.database.rows<KeyHolder & { secretHash: Buffer }>(readHolder, [parts.id]);
    if (!row || !timingSafeEqual(row.secretHash, parts.secretHash)) return null;
    const holder = { officer: row.officer, department: row.department, roles: row.roles };
    if (this.holders.size >= mostRemembered) this.holders.clear();
    this.holders.set(remembered, { holder, until: performance.now() + rememberedMs });
    return holder;
  }
}
