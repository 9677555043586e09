import type { RecordDatabase } from '@casetrace/case-record';
import { beginningOfReview, type ChainedEntry, entryHash } from './review-entry';

const readEntries = {
  name: 'verify-process-reviews',
  text: `
    SELECT e.review, e.sequence, e.kind, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
      json_build_object('kind', e.actor_kind, 'department', e.actor_department, 'officer', e.actor_officer) AS actor,
      e.data, e.content, e.previous_hash AS "previousHash", e.hash, r.head_hash AS "headHash"
    FROM process_review_entries e JOIN process_reviews r ON r.id = e.review ORDER BY e.review, e.sequence`,
};

interface Row extends ChainedEntry {
  previousHash: Buffer;
  hash: Buffer;
  headHash: Buffer;
}

/** The first entry of a process review that is not as it was written, or null (P5). There are few reviews: read at once. */
export async function firstBadReviewEntry(
  database: RecordDatabase,
): Promise<{ review: string; sequence: number } | null> {
  const rows = await database.rows<Row>(readEntries);
  for (const [index, { previousHash, hash, headHash, ...entry }] of rows.entries()) {
    const { review, sequence } = entry;
    const before = rows[index - 1];
    const follows = before?.review === review ? before : undefined;
    const expected = follows?.hash ?? beginningOfReview;
    const isNext = sequence === (follows?.sequence ?? 0) + 1 && previousHash.equals(expected);
    const isHead = rows[index + 1]?.review === review || hash.equals(headHash);
    if (!isNext || !isHead || !entryHash(previousHash, entry).equals(hash)) return { review, sequence };
  }
  return null;
}
