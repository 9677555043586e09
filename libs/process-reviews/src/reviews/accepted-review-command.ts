import { hash } from 'node:crypto';
import type { Actor, ReviewBody, ReviewCommandType } from '@casetrace/contracts';
import { canonicalJson, type Connection, hasUnstorableCharacters, RecordError } from '@casetrace/case-record';
import type { ReviewAnswer } from './review-answer';

/** A command of the superior in charge, on its way into the record of a review. */
export interface ReviewRequest<T extends ReviewCommandType> {
  review: string;
  body: ReviewBody<T>;
  actor: Actor;
  /** id of the principal: the scope of the key */
  caller: string;
  /** Idempotency-Key */
  key: string;
}

const find = {
  name: 'find-accepted-review-command',
  text: 'SELECT request_hash AS "requestHash", answer FROM accepted_commands WHERE caller = $1 AND key = $2',
};
/** Reviews share the table with cases: a key names one request of its caller, whatever that is about. */
const keep = {
  name: 'keep-accepted-review-command',
  text: `
    INSERT INTO accepted_commands (caller, key, request_hash, tracking_number, version, answer, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000))`,
};

/** @throws RecordError invalidRequest where PostgreSQL could not keep its characters. */
export function hashOfRequest(
  type: ReviewCommandType,
  { review, body }: { review: string; body: unknown },
): Buffer {
  const canonical = canonicalJson({ type, review, body });
  if (hasUnstorableCharacters(canonical)) {
    throw new RecordError('invalidRequest', 'Texts may hold neither U+0000 nor half of a surrogate pair.');
  }
  return hash('sha256', canonical, 'buffer');
}

/** The answer that an earlier request with the same key was given, or null. @throws RecordError idempotencyKeyReused. */
export async function earlierReviewAnswer(
  connection: Connection,
  { caller, key }: { caller: string; key: string },
  requestHash: Buffer,
): Promise<ReviewAnswer | null> {
  type Accepted = { requestHash: Buffer; answer: ReviewAnswer };
  const [accepted] = await connection.rows<Accepted>(find, [caller, key]);
  if (!accepted) return null;
  if (!accepted.requestHash.equals(requestHash)) {
    throw new RecordError('idempotencyKeyReused', 'This Idempotency-Key was used for another request.');
  }
  return { ...accepted.answer, replayed: true };
}

export async function keepReviewAnswer(
  connection: Connection,
  { caller, key }: { caller: string; key: string },
  { requestHash, answer, now }: { requestHash: Buffer; answer: ReviewAnswer; now: number },
): Promise<void> {
  const { replayed: _, ...kept } = answer;
  await connection.run(keep, [
    ...[caller, key, requestHash, answer.review, answer.version, JSON.stringify(kept), now],
  ]);
}
