import { z } from 'zod';
import { inboxKinds } from '../audience/recipients';

const department = z
  .string()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/)
  .describe('your own department where it is left out; `operations` for those who keep the system in order');

export const inboxQuery = z.strictObject({
  department: department.optional(),
  unread: z
    .enum(['true', 'false'])
    .default('false')
    .describe('only what nobody has marked as read')
    .transform((text) => text === 'true'),
  cursor: z.string().max(400).optional().describe('`next` of the page before'),
  limit: z.coerce.number<string>().int().min(1).max(200).default(50),
});
export type InboxQuery = z.output<typeof inboxQuery>;

export const whichInbox = z.strictObject({ department: department.optional() });

const moment = z.iso.datetime();

export const inboxEntry = z.object({
  eventId: z.string(),
  trackingNumber: z
    .string()
    .nullable()
    .describe('null where it is told of no case, such as a process review'),
  kind: z.enum(inboxKinds),
  title: z.object({ zh: z.string(), en: z.string() }),
  /** codes and times of the event */
  data: z.record(z.string(), z.unknown()),
  createdAt: moment,
  readAt: moment.nullable(),
  readBy: z.string().nullable().describe('staff code'),
});
export type InboxEntry = z.output<typeof inboxEntry>;

export const inboxPage = z.object({
  department: z.string(),
  entries: z.array(inboxEntry).describe('newest first'),
  next: z.string().nullable().describe('cursor of the next page, null on the last'),
});
export type InboxPage = z.output<typeof inboxPage>;
