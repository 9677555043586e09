import { languages } from '@casetrace/contracts';
import { z } from 'zod';

export const letterStates = ['pending', 'sending', 'sent', 'failed', 'dead'] as const;

export const lettersQuery = z.strictObject({
  state: z.enum(letterStates).exclude(['sent']).default('dead'),
  cursor: z.string().max(400).optional().describe('`next` of the page before'),
  limit: z.coerce.number<string>().int().min(1).max(200).default(50),
});
export type LettersQuery = z.output<typeof lettersQuery>;

const moment = z.iso.datetime();

export const letterEntry = z.object({
  eventId: z.string(),
  recipient: z.string().describe('a part in the case, never an address'),
  channel: z.string(),
  trackingNumber: z.string(),
  template: z.string(),
  language: z.enum(languages),
  state: z.enum(letterStates),
  attempts: z.int(),
  nextTry: moment,
  messageId: z.string(),
  createdAt: moment,
  sentAt: moment.nullable(),
  lastError: z.string().nullable().describe('a code; `unreachable` where the mail server was'),
});
export type LetterEntry = z.output<typeof letterEntry>;

export const lettersPage = z.object({
  letters: z.array(letterEntry).describe('oldest first'),
  next: z.string().nullable().describe('cursor of the next page, null on the last'),
});
export type LettersPage = z.output<typeof lettersPage>;

export const replayBody = z.strictObject({
  eventIds: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(1000)
    .optional()
    .describe('only the letters about these events; without it, all that were given up'),
});
export type ReplayBody = z.output<typeof replayBody>;

export const replayAnswer = z.object({ replayed: z.int().describe('letters that wait again') });
export type ReplayAnswer = z.output<typeof replayAnswer>;
