import { RecordError } from '@casetrace/case-record';

/** Where a page ended: the time of its last row as PostgreSQL wrote it, with microseconds, and its id. */
export interface ReviewCursor {
  at: string;
  id: string;
}

const exactTime = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const code = /^[0-9A-Za-z-]{1,64}$/;

/** A page's end as callers are handed it: nothing that they should read or write. */
export function cursorOf({ at, id }: ReviewCursor): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** @throws RecordError invalidRequest for what `cursorOf` did not write. */
export function readCursor(token: string): ReviewCursor {
  try {
    const [at, id, ...more] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[];
    const isPlace = typeof at === 'string' && exactTime.test(at) && typeof id === 'string' && code.test(id);
    if (isPlace && more.length === 0) return { at, id };
  } catch {
    // told below
  }
  throw new RecordError('invalidRequest', 'The cursor is not one that this list gave.');
}
