import { ProblemError } from '@casetrace/service-kit';
import { z } from 'zod';

/** Where a page ended: the exact time of its last row (as PostgreSQL writes it) and its event. */
export interface PagePlace {
  at: string;
  eventId: string;
}

const place = z.tuple([z.string().regex(/^[-0-9 :.+]{10,40}$/), z.string().max(200)]);

/** The opaque cursor of the page after a place. */
export function cursorOf({ at, eventId }: PagePlace): string {
  return Buffer.from(JSON.stringify([at, eventId])).toString('base64url');
}

/** Reads a cursor. @throws ProblemError invalidRequest when it is not one of ours. */
export function placeOf(cursor: string): PagePlace {
  try {
    const [at, eventId] = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { at, eventId };
  } catch {
    const errors = [{ path: 'cursor', message: 'is not a cursor that was answered' }];
    throw new ProblemError('invalidRequest', undefined, { errors });
  }
}
