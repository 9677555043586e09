import { RecordError } from '../database/record-error';

/** The last case of a page: its due time as PostgreSQL wrote it, with microseconds, and its number. */
export interface Cursor {
  dueAt: string | null;
  trackingNumber: string;
}

const exactTime = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const number = /^[0-9A-Z-]{1,32}$/;

/** A page's end as callers are handed it: nothing that they should read or write. */
export function cursorOf(dueAt: string | null, trackingNumber: string): string {
  return Buffer.from(JSON.stringify([dueAt, trackingNumber])).toString('base64url');
}

/** @throws RecordError invalidRequest for what `cursorOf` did not write. */
export function readCursor(token: string): Cursor {
  try {
    const [dueAt, trackingNumber, ...more] = JSON.parse(
      Buffer.from(token, 'base64url').toString(),
    ) as unknown[];
    const isTime = dueAt === null || (typeof dueAt === 'string' && exactTime.test(dueAt));
    if (isTime && typeof trackingNumber === 'string' && number.test(trackingNumber) && more.length === 0) {
      return { dueAt, trackingNumber };
    }
  } catch {
    // told below
  }
  throw new RecordError('invalidRequest', 'The cursor is not one that this list gave.');
}
