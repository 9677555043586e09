import type { ProblemCode } from '@casetrace/contracts';
import type { RecordDatabase } from '../database/record-database';

/** A refused attempt. Codes only; `principal` is null where nobody was recognised. */
export interface RefusedAttempt {
  principal: string | null;
  department: string | null;
  permission: string;
  trackingNumber: string | null;
  code: ProblemCode;
  /** method and route template */
  route: string;
}

/** As it stands in the record; `at` is ISO 8601 in UTC. */
export interface RecordedRefusal extends RefusedAttempt {
  id: string;
  at: string;
}

const insert = {
  name: 'insert-refused-attempt',
  text: `INSERT INTO refused_attempts (principal, department, permission, tracking_number, code, route)
    VALUES ($1, $2, $3, $4, $5, $6)`,
};
const list = {
  name: 'list-refused-attempts',
  text: `SELECT id::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, principal, department,
      permission, tracking_number AS "trackingNumber", code, route
    FROM refused_attempts WHERE $1::bigint IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
};

/** What was refused for lack of a right, for auditors. */
export class RefusedAttempts {
  constructor(private readonly database: RecordDatabase) {}

  async record(attempt: RefusedAttempt): Promise<void> {
    const { principal, department, permission, trackingNumber, code, route } = attempt;
    await this.database.run(insert, [principal, department, permission, trackingNumber, code, route]);
  }

  /** The newest first; `before` is the id of the last one of the page before. */
  async list(limit: number, before?: string): Promise<RecordedRefusal[]> {
    return this.database.rows<RecordedRefusal>(list, [before ?? null, limit]);
  }
}
