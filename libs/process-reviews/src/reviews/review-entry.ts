import { hash } from 'node:crypto';
import type { Actor, ReviewEntryKind } from '@casetrace/contracts';
import { canonicalJson, type Connection } from '@casetrace/case-record';
import type { ReviewState } from './review-state';

/** What happened, on its way into the record of a review. `data` are codes, numbers and times. */
export interface NewEntry {
  kind: ReviewEntryKind;
  actor: Actor;
  /** epoch milliseconds */
  at: number;
  data?: Record<string, unknown>;
  content?: string | null;
}

/** An entry as it is hashed: `data` is canonical JSON already, `at` ISO 8601 in UTC. */
export interface ChainedEntry {
  review: string;
  sequence: number;
  kind: ReviewEntryKind;
  at: string;
  actor: Actor;
  data: string;
  content: string | null;
}

/** What stands before the first entry of a review. */
export const beginningOfReview = Buffer.alloc(32);

/** SHA-256 of the hash before and the canonical JSON of the entry (P5). */
export function entryHash(previous: Buffer, entry: ChainedEntry): Buffer {
  const { kind, department, officer } = entry.actor;
  const written = canonicalJson({ ...entry, actor: { kind, department, officer } });
  return hash('sha256', Buffer.concat([previous, Buffer.from(written)]), 'buffer');
}

const insert = {
  name: 'insert-process-review-entry',
  text: `
    INSERT INTO process_review_entries (review, sequence, kind, at, actor_kind, actor_department, actor_officer, data,
      content, previous_hash, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};

/** Appends an entry to a locked review and moves its head and version; the review itself is saved by the caller. */
export async function appendEntry(
  connection: Connection,
  state: ReviewState,
  { kind, actor, at, data = {}, content = null }: NewEntry,
): Promise<void> {
  const entry: ChainedEntry = {
    review: state.id,
    sequence: state.entries + 1,
    kind,
    at: new Date(at).toISOString(),
    actor,
    data: canonicalJson(data),
    content,
  };
  const previous = state.headHash;
  const head = entryHash(previous, entry);
  await connection.run(insert, [
    ...[entry.review, entry.sequence, kind, entry.at, actor.kind, actor.department, actor.officer],
    ...[entry.data, content, previous, head],
  ]);
  state.entries = entry.sequence;
  state.version += 1;
  state.headHash = head;
}
