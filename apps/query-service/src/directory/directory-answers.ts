import { bilingualAnswer } from '@casetrace/service-kit';
import { z } from 'zod';

const entry = z.strictObject({
  code: z.string(),
  kind: z.enum(['department', 'supervisoryBody', 'complaintChannel']),
  name: bilingualAnswer,
  superior: z.string().nullable(),
  supervisoryBody: z.string().nullable(),
  complaintChannels: z.array(z.string()),
  duties: bilingualAnswer,
  address: z.string(),
  telephone: z.string(),
  hours: z.string(),
  active: z.boolean(),
});

export const directoryAnswer = z.strictObject({
  departments: z.array(
    entry.extend({ below: z.array(z.looseObject({ code: z.string() })).describe('the same again') }),
  ),
  supervisoryBodies: z.array(entry),
  complaintChannels: z.array(entry),
});

const period = z.strictObject({
  amount: z.number(),
  unit: z.enum(['workingDays', 'calendarDays', 'seconds']),
});

const policy = z.strictObject({
  category: z.string(),
  version: z.int(),
  department: z.string(),
  routes: z.record(z.string(), z.string()),
  idle: period,
  unresolved: period,
  accountLead: period,
  confirmation: period,
  reopenWindow: period,
});

export const categoriesAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      code: z.string(),
      name: bilingualAnswer,
      description: bilingualAnswer,
      active: z.boolean(),
      policy: policy.nullable(),
    }),
  ),
});
