import type { ReviewInboxKind } from '@casetrace/contracts';
import type { Connection } from '@casetrace/case-record';
import type { ReviewState } from './review-state';

const insert = {
  name: 'tell-of-process-review',
  text: `
    INSERT INTO inbox_entries (department, event_id, tracking_number, kind, data)
    SELECT department, $1, NULL, $2, $3::jsonb FROM unnest($4::text[]) AS told (department)
    ON CONFLICT DO NOTHING`,
};

/**
 * Puts an entry into the inboxes of departments, in the transaction of what it tells of: codes only (P7). A change of a review
 * is told to each once.
 */
export async function tellDepartments(
  connection: Connection,
  kind: ReviewInboxKind,
  state: ReviewState,
  departments: readonly (string | null)[],
): Promise<void> {
  const told = [...new Set(departments)].filter((department) => department !== null).sort();
  const { id, version, category, scope, place, status, inCharge, level } = state;
  const data = { review: id, category, scope, place, status, inCharge, level };
  await connection.run(insert, [`review.${id}.${version}`, kind, JSON.stringify(data), told]);
}
