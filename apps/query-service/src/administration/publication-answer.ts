import { day } from '@casetrace/contracts';
import { z } from 'zod';

/** What a change of the rules answers: the version from which on it holds; running deadlines follow (P2). */
export const publicationAnswer = z.strictObject({ rulesVersion: z.int() });
export type PublicationAnswer = z.output<typeof publicationAnswer>;

/** Every change of the rules says why, on record. */
export const reason = z.string().trim().min(1).max(2_000).describe('why; on record with who');

export const code = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, 'a code of letters, digits, dot, dash or underscore');

/** A date of the calendar, in Asia/Shanghai. */
export const civilDate = day;

export const bilingual = z.strictObject({
  zh: z.string().trim().min(1).max(200),
  en: z.string().trim().min(1).max(200),
});
