import { cursorOf, placeCode, placeRank, placeTime, readCursor } from '@casetrace/case-record';
import { z } from 'zod';

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

const ofTheNewest = z.tuple([z.null(), placeTime, placeCode]);
const ofTheMostRelevant = z.tuple([placeRank, placeTime, placeCode, placeTime, placeCode]);

/** A page's end as callers are handed it: nothing that they should read or write. */
export const searchCursorOf = ({ rank, at, number, newest }: SearchCursor): string =>
  cursorOf([rank, at, number, ...(newest ? [newest.at, newest.number] : [])]);

/** @throws RecordError invalidRequest for what `searchCursorOf` did not write for this order. */
export function readSearchCursor(token: string, ranked: boolean): SearchCursor {
  if (!ranked) {
    const [rank, at, number] = readCursor(token, ofTheNewest);
    return { rank, at, number, newest: null };
  }
  const [rank, at, number, newestAt, newestNumber] = readCursor(token, ofTheMostRelevant);
  return { rank, at, number, newest: { at: newestAt, number: newestNumber } };
}
