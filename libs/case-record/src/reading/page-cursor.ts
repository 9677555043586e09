import { z } from 'zod';
import { RecordError } from '../database/record-error';

const writtenExactly = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const wholeSeconds = 'YYYY-MM-DDTHH:mm:ss'.length;
/** PostgreSQL has no year 0000. */
const firstYear = '0001';

/** SQL: a time as the lists have PostgreSQL write it, in UTC and with microseconds, so that no two places fall together. */
export const exactTime = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** A member of a place: what `exactTime` wrote. */
export const placeTime = z
  .string()
  .regex(writtenExactly)
  .refine((written) => written >= firstYear && isOfTheCalendar(written));

/** A member of a place: a rank as PostgreSQL writes a `float4`, and would read it. */
export const placeRank = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,20})?(e-\d\d?)?$/)
  .refine((written) => Number(written) === 0 || Math.fround(Number(written)) > 0);

/** A member of a place: a code, an id or a tracking number. */
export const placeCode = z.string().regex(/^[\x21-\x7e]{1,200}$/);

/** The place in a list that is ordered by time, and then by code. */
export const placeInTime = z.tuple([placeTime, placeCode]);

/** A page's end as callers are handed it: nothing that they should read or write. */
export const cursorOf = (place: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/**
 * Reads where the page before ended. A cursor is anybody's to forge: its members are checked to be what PostgreSQL can have
 * written, so that it reads them again. @throws RecordError invalidRequest for what the list did not give.
 */
export function readCursor<Place>(token: string, form: z.ZodType<Place>): Place {
  const place = form.safeParse(parsed(token));
  if (place.success) return place.data;
  throw new RecordError('invalidRequest', 'The cursor is not one that this list gave.', {
    errors: [{ path: 'cursor', message: 'is not a cursor that was answered' }],
  });
}

/** JavaScript takes 30 February for a day of March. */
function isOfTheCalendar(written: string): boolean {
  const time = Date.parse(written);
  if (Number.isNaN(time)) return false;
  return new Date(time).toISOString().slice(0, wholeSeconds) === written.slice(0, wholeSeconds);
}

function parsed(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    return undefined;
  }
}
