import { advisoryLocks } from '../database/advisory-locks';
import type { Connection, RecordDatabase } from '../database/record-database';
import { RecordError } from '../database/record-error';

/** Somebody is on duty at a department. Times are ISO 8601 in UTC. */
export interface DutyShift {
  /** staff code */
  staff: string;
  from: string;
  to: string;
}

/** Who is on duty at a moment, and whose turn it is next. */
export interface DutyNow {
  at: string;
  onDuty: DutyShift[];
  next: DutyShift | null;
}

/** What a department's plan of duty becomes between two moments. Each shift begins in that time. */
export interface DutyPlan {
  from: string;
  to: string;
  shifts: DutyShift[];
}

/** What a plan changed. */
export interface PlannedDuty {
  planned: number;
  withdrawn: number;
  unchanged: number;
}

/** No shift is longer; the table knows it too. */
export const longestShiftHours = 48;
/** A department keeps a plan where a shift of it ended within so many days, or is to come. */
const keptDays = 30;

const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const shift = `staff_code AS staff, ${iso('from_at')} AS "from", ${iso('to_at')} AS "to"`;
const standing = 'FROM duty_shifts WHERE withdrawn_at IS NULL AND department = $1';

const readNow = {
  name: 'duty-now',
  text: `SELECT ${iso('coalesce($1::timestamptz, clock_timestamp())')} AS at`,
};
const readOnDuty = {
  name: 'duty-on-duty',
  text: `SELECT ${shift} ${standing} AND from_at > $2::timestamptz - interval '${longestShiftHours} hours'
    AND from_at <= $2 AND to_at > $2 ORDER BY from_at, staff_code`,
};
const readNext = {
  name: 'duty-next',
  text: `SELECT ${shift} ${standing} AND from_at > $2::timestamptz ORDER BY from_at, staff_code LIMIT 1`,
};
const readCover = {
  name: 'duty-cover',
  text: `SELECT department, coalesce(bool_or(from_at <= clock_timestamp() AND to_at > clock_timestamp()), false) AS "onDuty"
    FROM duty_shifts
    WHERE withdrawn_at IS NULL AND from_at > clock_timestamp() - interval '${keptDays} days'
    GROUP BY department ORDER BY department`,
};
const asShifts = `jsonb_to_recordset($4::jsonb) AS shift (staff text, "from" timestamptz, "to" timestamptz)`;
const withdraw = {
  name: 'duty-withdraw',
  text: `UPDATE duty_shifts AS old SET withdrawn_by = $5, withdrawn_at = clock_timestamp()
    WHERE withdrawn_at IS NULL AND department = $1 AND from_at >= $2::timestamptz AND from_at < $3::timestamptz
      AND NOT EXISTS (SELECT FROM ${asShifts}
        WHERE shift.staff = old.staff_code AND shift."from" = old.from_at AND shift."to" = old.to_at)`,
};
const plan = {
  name: 'duty-plan',
  text: `INSERT INTO duty_shifts (department, staff_code, from_at, to_at, planned_by)
    SELECT $1, staff, "from", "to", $5 FROM ${asShifts}
    WHERE "from" >= $2::timestamptz AND "from" < $3::timestamptz
    ON CONFLICT (department, from_at, staff_code) WHERE withdrawn_at IS NULL DO NOTHING`,
};
const readStrangers = {
  name: 'duty-strangers',
  text: `SELECT staff FROM jsonb_array_elements_text($2::jsonb) AS staff
    WHERE NOT EXISTS (SELECT FROM staff AS member
      WHERE member.code = staff AND department = $1 AND kind = 'person' AND active)`,
};

/**
 * Who is on duty at a department (M1). No rule of a case rests on it, so it is not of the rules' version. All methods
 * throw RecordError recordUnavailable.
 */
export class DutyRoster {
  constructor(private readonly database: RecordDatabase) {}

  /** Who is on duty at a moment (ISO 8601; now, by the database's clock, where left out). */
  async at(department: string, moment?: string): Promise<DutyNow> {
    const [{ at } = { at: '' }] = await this.database.rows<{ at: string }>(readNow, [moment ?? null]);
    const asked = [department, at];
    const [onDuty, [next = null]] = await Promise.all([
      this.database.rows<DutyShift>(readOnDuty, asked),
      this.database.rows<DutyShift>(readNext, asked),
    ]);
    return { at, onDuty, next };
  }

  /** The departments that keep a plan, and whether by it somebody is on duty now. */
  async cover(): Promise<{ department: string; onDuty: boolean }[]> {
    return this.database.rows(readCover);
  }

  /**
   * Puts a plan in the place of what was planned for its time; saying the same again changes nothing. What no longer holds
   * is withdrawn, and stays on record with who did it.
   * @throws RecordError invalidRequest where a shift is not of the plan's time or somebody would be there twice;
   * unknownOfficer where somebody is no active person of the department.
   */
  async plan(department: string, { from, to, shifts }: DutyPlan, by: string): Promise<PlannedDuty> {
    assertOrdered({ from, to, shifts });
    const lock = `BEGIN; SELECT pg_advisory_xact_lock(${advisoryLocks.dutyPlans})`;
    return this.database.transaction(lock, async (connection) => {
      await assertKnown(connection, department, shifts);
      const values = [department, from, to, JSON.stringify(shifts), by];
      const withdrawn = await connection.run(withdraw, values);
      const planned = await connection.run(plan, values);
      return { planned, withdrawn, unchanged: shifts.length - planned };
    });
  }
}

async function assertKnown(connection: Connection, department: string, shifts: DutyShift[]): Promise<void> {
  const codes = [...new Set(shifts.map(({ staff }) => staff))];
  const strangers = await connection.rows<{ staff: string }>(readStrangers, [
    department,
    JSON.stringify(codes),
  ]);
  if (strangers.length === 0) return;
  const named = strangers.map(({ staff }) => staff).join(', ');
  throw new RecordError('unknownOfficer', `No active members of ${department}: ${named}.`);
}

function assertOrdered({ from, to, shifts }: DutyPlan): void {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const refuse = (detail: string): never => {
    throw new RecordError('invalidRequest', detail);
  };
  if (!(begin < end)) refuse('The plan ends before it begins.');
  const lastEnd = new Map<string, number>();
  for (const { staff, ...shift } of shifts.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))) {
    const [starts, ends] = [Date.parse(shift.from), Date.parse(shift.to)];
    if (!(starts >= begin && starts < end)) refuse(`A shift of ${staff} begins outside the plan's time.`);
    if (!(starts < ends)) refuse(`A shift of ${staff} ends before it begins.`);
    if (ends - starts > longestShiftHours * 3_600_000) {
      refuse(`A shift of ${staff} is longer than ${longestShiftHours} hours.`);
    }
    if (starts < (lastEnd.get(staff) ?? -Infinity)) refuse(`Two shifts of ${staff} overlap.`);
    lastEnd.set(staff, ends);
  }
}
