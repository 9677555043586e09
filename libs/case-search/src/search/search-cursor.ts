import { cursorOf, placeCode, placeRank, placeTime, readCursor } from '@casetrace/case-record';
import { z } from 'zod';

/** The last case of a page, as PostgreSQL wrote it: relevance (newest first: null), registration with microseconds, number. */
export interface SearchCursor {
  rank: string | null;
  at: string;
  number: string;
}

const ofTheNewest = z.tuple([z.null(), placeTime, placeCode]);
const ofTheMostRelevant = z.tuple([placeRank, placeTime, placeCode]);

/** A page's end as callers are handed it: nothing that they should read or write. */
export const searchCursorOf = ({ rank, at, number }: SearchCursor): string => cursorOf([rank, at, number]);

/** @throws RecordError invalidRequest for what `searchCursorOf` did not write for this order. */
export function readSearchCursor(token: string, ranked: boolean): SearchCursor {
  const form: z.ZodType<[string | null, string, string]> = ranked ? ofTheMostRelevant : ofTheNewest;
  const [rank, at, number] = readCursor(token, form);
  return { rank, at, number };
}
