import { RecordError } from '@casetrace/case-record';

/** The last case of a page, as PostgreSQL wrote it: relevance (newest first: null), registration with microseconds, number. */
export interface SearchCursor {
  rank: string | null;
  at: string;
  number: string;
}

const exactTime = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const anyNumber = /^[0-9A-Z-]{1,32}$/;
const anyRank = /^\d{1,3}(\.\d{1,20})?(e-\d{1,2})?$/;

/** A page's end as callers are handed it: nothing that they should read or write. */
export function searchCursorOf({ rank, at, number }: SearchCursor): string {
  return Buffer.from(JSON.stringify([rank, at, number])).toString('base64url');
}

/** @throws RecordError invalidRequest for what `searchCursorOf` did not write for this order. */
export function readSearchCursor(token: string, ranked: boolean): SearchCursor {
  const parts = partsOf(token);
  const [rank, at, number] = parts;
  const rankFits = ranked ? typeof rank === 'string' && anyRank.test(rank) : rank === null;
  if (parts.length === 3 && rankFits && typeof at === 'string' && exactTime.test(at) && isDate(at)) {
    if (typeof number === 'string' && anyNumber.test(number))
      return { rank: rank as string | null, at, number };
  }
  throw new RecordError('invalidRequest', 'The cursor is not one that this search gave.');
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
