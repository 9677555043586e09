import { randomUUID } from 'node:crypto';
import {
  assertPeriod,
  type CalendarClosure,
  type CalendarYear,
  defaultBacklog,
  type Policy,
} from '@casetrace/case-rules';
import { advisoryLocks } from '../database/advisory-locks';
import type { DatabaseClock } from '../database/database-clock';
import { aloneUnder, type Connection, type RecordDatabase } from '../database/record-database';
import { RecordError } from '../database/record-error';
import { assertKnownScope, type SuspensionScope } from './suspension-scope';
import { buildSnapshot, readRules, type RulesRows } from './rules-snapshot';
import {
  insertClosure,
  insertSuspension,
  liftSuspension,
  periodsOf,
  type CategoryChange,
  type DepartmentChange,
  type StaffChange,
  upsertCalendarYear,
  upsertCategory,
  upsertDepartments,
  upsertStaff,
  writePolicy,
} from './rules-statements';

/** Who publishes, and why: both are on record. */
export interface Publication {
  /** staff code */
  by: string;
  reason: string;
}

const begin = aloneUnder(advisoryLocks.rules, 30_000);
const raiseVersion = {
  name: 'raise-rules-version',
  text: 'UPDATE rules_version SET version = version + 1 RETURNING version::int AS version',
};
const noteChange = {
  name: 'note-rules-change',
  text: `INSERT INTO rules_changes (version, at, by_officer, kind, reason, content)
    VALUES ($1, to_timestamp($2::float8 / 1000), $3, $4, $5, $6)`,
};

/**
 * Publishes changes of the rules, one at a time: each waits for the commands under way, raises the version, and is on
 * record with who and why. What would leave rules that cannot be used is refused as a whole. Running deadlines follow by
 * recalculation (P2). All methods answer the new version.
 */
export class RulesPublisher {
  constructor(
    private readonly database: RecordDatabase,
    private readonly clock: DatabaseClock,
  ) {}

  /** A new version of a category's limits (M12). @throws RecordError invalidRequest, unknownCategory. */
  async publishPolicy(policy: Omit<Policy, 'version'>, publication: Publication): Promise<number> {
    assertCountable(policy);
    return this.publish('policy', publication, policy, async (connection) => {
      const written = await writePolicy(connection, policy, publication);
      if (!written) throw new RecordError('unknownCategory', `There is no category ${policy.category}.`);
    });
  }

  /** The arrangement of a year, new or corrected (P2). @throws RecordError invalidRequest. */
  publishCalendarYear(year: CalendarYear, publication: Publication): Promise<number> {
    return this.publish('calendarYear', publication, year, async (connection) => {
      await connection.run(upsertCalendarYear, [year.year, JSON.stringify(year)]);
    });
  }

  /** Days on which offices are closed besides the holidays. @throws RecordError invalidRequest. */
  addClosure(closure: CalendarClosure, publication: Publication): Promise<number> {
    return this.publish('closure', publication, closure, async (connection) => {
      await connection.run(insertClosure, [closure.from, closure.to, closure.name.zh, closure.name.en]);
    });
  }

  /**
   * The emergency brake: all clocks of the scope stand still from now until it is lifted. Answers its id as well.
   * @throws RecordError unknownDepartment, unknownCategory, unknownDistrict: a brake that holds nothing is none.
   */
  async suspendClocks(
    scope: SuspensionScope,
    publication: Publication,
  ): Promise<{ id: string; version: number }> {
    await assertKnownScope(this.database, scope);
    const id = `suspension-${randomUUID()}`;
    const { department, category, district } = scope;
    const version = await this.publish('suspension', publication, { id, scope }, async (connection) => {
      const { by, reason } = publication;
      const now = await this.clock.now(connection);
      await connection.run(insertSuspension, [id, department, category, district, now, reason, by]);
    });
    return { id, version };
  }

  /** Lets the clocks of a scope go on. @throws RecordError noSuchResource where it does not stand. */
  liftSuspension(id: string, publication: Publication): Promise<number> {
    return this.publish('suspensionLifted', publication, { id }, async (connection) => {
      const now = await this.clock.now(connection);
      const lifted = await connection.run(liftSuspension, [id, now, publication.by]);
      if (lifted === 0) throw new RecordError('noSuchResource', `No suspension ${id} stands.`);
    });
  }

  /** A new or changed department, supervisory body or complaint channel. */
  changeDepartment(department: DepartmentChange, publication: Publication): Promise<number> {
    return this.publish('department', publication, department, (connection) =>
      upsertDepartments(connection, [department]),
    );
  }

  changeStaff(member: StaffChange, publication: Publication): Promise<number> {
    return this.publish('staff', publication, member, (connection) => upsertStaff(connection, [member]));
  }

  changeCategory(category: CategoryChange, publication: Publication): Promise<number> {
    return this.publish('category', publication, category, (connection) =>
      upsertCategory(connection, category),
    );
  }

  /** Several changes as one version. */
  async publish(
    kind: string,
    { by, reason }: Publication,
    content: unknown,
    write: (connection: Connection) => Promise<void>,
  ): Promise<number> {
    try {
      return await this.database.transaction(begin, async (connection) => {
        await write(connection);
        const [{ version } = { version: 0 }] = await connection.rows<{ version: number }>(raiseVersion);
        await assertUsable(connection);
        const at = await this.clock.now(connection);
        await connection.run(noteChange, [version, at, by, kind, reason, JSON.stringify(content)]);
        return version;
      });
    } catch (error) {
      throw asRefusal(error);
    }
  }
}

function assertCountable(policy: Omit<Policy, 'version'>): void {
  try {
    for (const period of periodsOf(policy)) {
      const asksForNoAccount = period === policy.accountLead && period.amount === 0;
      if (!asksForNoAccount) assertPeriod(period);
    }
    assertPeriod((policy.backlog ?? defaultBacklog).age);
  } catch (error) {
    throw new RecordError('invalidRequest', (error as Error).message, undefined, { cause: error });
  }
}

/** Reads the rules as they would be. @throws RecordError invalidRequest where nobody could decide by them. */
async function assertUsable(connection: Connection): Promise<void> {
  const [rows] = await connection.rows<RulesRows>(readRules);
  if (!rows) throw new Error('The tables of the rules are empty: run the migrations.');
  try {
    const { departments } = buildSnapshot(rows);
    for (const { code } of departments.values()) assertNoLoop(code, departments);
  } catch (error) {
    throw new RecordError('invalidRequest', (error as Error).message, undefined, { cause: error });
  }
}

function assertNoLoop(code: string, departments: ReadonlyMap<string, { superior: string | null }>): void {
  const seen = new Set<string>();
  for (let at: string | null = code; at !== null; at = departments.get(at)?.superior ?? null) {
    if (seen.has(at)) throw new Error(`Department ${code} would stand above itself.`);
    seen.add(at);
  }
}

/** What a constraint of the tables refused is the caller's mistake, and its message names the constraint only. */
function asRefusal(error: unknown): unknown {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (typeof code !== 'string' || !/^2[23]/.test(code)) return error;
  const detail =
    code === '23503' ? 'It names something that is not in the directory.' : 'It cannot be stored.';
  return new RecordError('invalidRequest', detail, constraint === undefined ? undefined : { constraint }, {
    cause: error,
  });
}
