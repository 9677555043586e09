import { RecordError } from '@casetrace/case-record';
import type { z } from 'zod';

/** A page's end as callers are handed it: nothing that they should read or write. */
export const cursorOf = (place: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws RecordError invalidRequest for what the list did not give. */
export function readCursor<Place>(token: string, form: z.ZodType<Place>): Place {
  const place = form.safeParse(parsed(token));
  if (place.success) return place.data;
  throw new RecordError('invalidRequest', 'The cursor is not one that this list gave.');
}

function parsed(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    return undefined;
  }
}
