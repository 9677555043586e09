import { hash } from 'node:crypto';
import { RecordError } from '../database/record-error';
import { canonicalJson, hasUnstorableCharacters } from '../serialization/canonical-json';
import type { CommandAnswer, CommandRequest } from './command-request';
import type { ReadRow } from './statements';

/**
 * The hash by which a repeated request is known again: of what it asks, not of how its JSON was written.
 * @throws RecordError invalidRequest where PostgreSQL could not keep its characters.
 */
export function requestHashOf({ command, trackingNumber }: CommandRequest): Buffer {
  const canonical = canonicalJson({ ...command, trackingNumber });
  if (hasUnstorableCharacters(canonical)) {
    throw new RecordError('invalidRequest', 'Texts may hold neither U+0000 nor half of a surrogate pair.');
  }
  return hash('sha256', canonical, 'buffer');
}

/**
 * The answer that an earlier request with the same key was given, or null where the key is new (P6).
 * @throws RecordError idempotencyKeyReused where that request asked something else.
 */
export function earlierAnswer(
  read: ReadRow,
  requestHash: Buffer,
): (CommandAnswer & { replayed: true }) | null {
  if (read.acceptedHash === null) return null;
  if (!read.acceptedHash.equals(requestHash)) {
    throw new RecordError('idempotencyKeyReused', 'This Idempotency-Key was used for another request.');
  }
  return { ...(read.acceptedAnswer as CommandAnswer), replayed: true };
}
