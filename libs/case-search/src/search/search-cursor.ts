import { RecordError } from '@casetrace/case-record';

/** A case in the order of registration, as PostgreSQL wrote it: registration with microseconds, number. */
export interface Place {
  at: string;
  number: string;
}

/**
 * The last case of a page. By relevance with its rank, and with the newest case among which the first page ranked, so that all
 * pages rank the same; newest first: both null.
 */
export interface SearchCursor extends Place {
  rank: string | null;
  newest: Place | null;
}

const exactTime = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const anyNumber = /^[0-9A-Z-]{1,32}$/;
const anyRank = /^\d{1,3}(\.\d{1,20})?(e-\d{1,2})?$/;

/** A page's end as callers are handed it: nothing that they should read or write. */
export function searchCursorOf({ rank, at, number, newest }: SearchCursor): string {
  const parts = [rank, at, number, ...(newest ? [newest.at, newest.number] : [])];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws RecordError invalidRequest for what `searchCursorOf` did not write for this order. */
export function readSearchCursor(token: string, ranked: boolean): SearchCursor {
  const [rank, at, number, ...rest] = partsOf(token);
  const place = placeOf([at, number]);
  if (!ranked && place && rank === null && rest.length === 0) return { rank, ...place, newest: null };
  const newest = placeOf(rest);
  if (ranked && place && newest && typeof rank === 'string' && anyRank.test(rank)) {
    return { rank, ...place, newest };
  }
  throw new RecordError('invalidRequest', 'The cursor is not one that this search gave.');
}

function placeOf([at, number, ...more]: unknown[]): Place | null {
  if (typeof at !== 'string' || !exactTime.test(at) || !isDate(at)) return null;
  if (typeof number !== 'string' || !anyNumber.test(number) || more.length > 0) return null;
  return { at, number };
}

const isDate = (time: string): boolean => !Number.isNaN(Date.parse(time));

function partsOf(token: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
