import type { Policy } from '@casetrace/case-rules';
import type { RecordDatabase } from '../database/record-database';
import { policyAsJson } from '../rules/rules-snapshot';

/** One version of a category's limits: a decision with who made it, when and why (M12). */
export interface PolicyVersion extends Policy {
  /** ISO 8601 in UTC */
  publishedAt: string;
  /** staff code, or `seed` */
  publishedBy: string;
  reason: string;
}

const read = {
  name: 'read-policy-history',
  text: `SELECT ${policyAsJson} AS policy, published_by AS "publishedBy", reason,
      to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "publishedAt"
    FROM policies WHERE category = $1 AND ($2::int IS NULL OR version < $2) ORDER BY version DESC LIMIT $3`,
};

/** The versions of the limits of categories, which are recorded decisions (M12). */
export class PolicyHistory {
  constructor(private readonly database: RecordDatabase) {}

  /** The newest first; `before` is the last version of the page before. @throws RecordError recordUnavailable. */
  async of(category: string, limit: number, before?: number): Promise<PolicyVersion[]> {
    const rows = await this.database.rows<Omit<PolicyVersion, keyof Policy> & { policy: Policy }>(read, [
      category,
      before ?? null,
      limit,
    ]);
    return rows.map(({ policy, ...decision }) => ({ ...policy, ...decision }));
  }
}
