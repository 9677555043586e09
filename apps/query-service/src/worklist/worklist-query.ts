import { caseStatuses, deadlineKinds, moment } from '@casetrace/contracts';
import { z } from 'zod';

const code = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, 'a code');
const openStatuses = caseStatuses.filter((status) => status !== 'closed');
const mostOnAPage = 200;

/** Filters of the worklist; what is left out is not asked, besides `department`. */
export const worklistQuery = z.strictObject({
  department: code
    .optional()
    .describe('the responsible department, or `all`; your own where nothing is said'),
  registeringDepartment: code.optional().describe('the desk that registered'),
  status: z.enum(openStatuses).optional(),
  category: code.optional(),
  district: code.optional(),
  officer: code.optional().describe('the responsible officer'),
  level: z.coerce.number<string>().int().min(0).max(1000).optional().describe('how often it has climbed'),
  dueBefore: moment.optional(),
  overdue: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  cursor: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number<string>().int().min(1).max(mostOnAPage).default(50),
});
export type WorklistQuery = z.output<typeof worklistQuery>;

const item = z.strictObject({
  trackingNumber: z.string(),
  version: z.int(),
  status: z.enum(caseStatuses),
  category: z.string(),
  subject: z.string().nullable(),
  district: z.string().nullable(),
  registeringDepartment: z.string(),
  responsibleDepartment: z.string(),
  responsibleOfficer: z.string().nullable(),
  level: z.int(),
  unansweredStatements: z.int(),
  registeredAt: z.iso.datetime(),
  nextDeadline: z
    .strictObject({
      kind: z.enum(deadlineKinds),
      occurrence: z.int(),
      dueAt: z.iso.datetime(),
      provisional: z.boolean(),
    })
    .nullable(),
  overdue: z.boolean(),
  processReview: z.string().nullable().describe('the process review that is open over it (M11)'),
});

export const worklistAnswer = z.strictObject({
  items: z.array(item),
  next: z.string().nullable().describe('cursor of the next page; null at the end'),
});
