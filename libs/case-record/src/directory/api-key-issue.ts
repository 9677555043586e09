import type { RecordDatabase } from '../database/record-database';
import { RecordError } from '../database/record-error';
import { newApiKey } from '../identity/api-keys';

/** A key as administrators see it: never its secret. Times are ISO 8601 in UTC. */
export interface ApiKeyEntry {
  id: string;
  staff: string;
  label: string;
  createdAt: string;
  createdBy: string;
  revokedAt: string | null;
  revokedBy: string | null;
}

/** A new key, with what is shown once. */
export interface IssuedKey extends ApiKeyEntry {
  key: string;
}

const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const entry = `id, staff_code AS staff, label, ${iso('created_at')} AS "createdAt", created_by AS "createdBy",
  ${iso('revoked_at')} AS "revokedAt", revoked_by AS "revokedBy"`;

/** A request that is sent again gets a new secret in the place of the one whose answer may be lost. */
const issue = {
  name: 'issue-api-key',
  text: `INSERT INTO api_keys (id, staff_code, secret_hash, label, created_by, request_key)
    SELECT $1, code, $3, $4, $5, $6 FROM staff WHERE code = $2 AND active
    ON CONFLICT (created_by, request_key) DO UPDATE SET secret_hash = excluded.secret_hash
      WHERE api_keys.staff_code = excluded.staff_code AND api_keys.label = excluded.label
        AND api_keys.revoked_at IS NULL
    RETURNING ${entry}`,
};
const readMember = { name: 'read-key-member', text: 'SELECT active FROM staff WHERE code = $1' };
const list = {
  name: 'list-api-keys',
  text: `SELECT ${entry} FROM api_keys WHERE staff_code = $1 AND ($2::text IS NULL OR id > $2) ORDER BY id LIMIT $3`,
};
const revoke = {
  name: 'revoke-api-key',
  text: `UPDATE api_keys SET revoked_at = coalesce(revoked_at, clock_timestamp()), revoked_by = coalesce(revoked_by, $3)
    WHERE id = $2 AND staff_code = $1 RETURNING ${entry}`,
};

/** Makes and revokes API keys. All methods throw RecordError recordUnavailable. */
export class ApiKeyIssue {
  constructor(private readonly database: RecordDatabase) {}

  /**
   * Makes a key for a member of staff. Sent again with the same `requestKey`, the same key gets a new secret, and the one
   * answered before works no longer: nothing is left over that nobody holds.
   * @throws RecordError noSuchResource; unknownOfficer who is not active; idempotencyKeyReused for something else.
   */
  async issue(
    staff: string,
    label: string,
    { by, requestKey }: { by: string; requestKey: string },
  ): Promise<IssuedKey> {
    const { id: newId, key, secretHash } = newApiKey();
    const values = [newId, staff, secretHash, label, by, requestKey];
    const [made] = await this.database.rows<ApiKeyEntry>(issue, values);
    if (!made) throw await this.refusal(staff);
    return { ...made, key: key.replace(`ctk_${newId}_`, `ctk_${made.id}_`) };
  }

  /** The keys of a member of staff in the order of their ids, revoked ones too; `after` is the last id of the page before. */
  async list(staff: string, limit: number, after?: string): Promise<ApiKeyEntry[]> {
    await this.memberOf(staff);
    return this.database.rows<ApiKeyEntry>(list, [staff, after ?? null, limit]);
  }

  /** Revokes a key; again changes nothing. It works for some seconds more, as long as doors remember it. */
  async revoke(staff: string, id: string, by: string): Promise<ApiKeyEntry> {
    const [revoked] = await this.database.rows<ApiKeyEntry>(revoke, [staff, id, by]);
    if (!revoked) throw new RecordError('noSuchResource', `${staff} has no key ${id}.`);
    return revoked;
  }

  private async memberOf(staff: string): Promise<{ active: boolean }> {
    const [member] = await this.database.rows<{ active: boolean }>(readMember, [staff]);
    if (!member) throw new RecordError('noSuchResource', `There is no member of staff ${staff}.`);
    return member;
  }

  private async refusal(staff: string): Promise<RecordError> {
    const { active } = await this.memberOf(staff);
    if (!active) return new RecordError('unknownOfficer', `${staff} is no longer active.`);
    return new RecordError('idempotencyKeyReused', 'This Idempotency-Key has made another key.');
  }
}
