import type { StaffEntry } from '@casetrace/case-record';
import { roles } from '@casetrace/contracts';
import { bilingualAnswer } from '@casetrace/service-kit';
import { z } from 'zod';

/** A department, supervisory body or complaint channel. */
export const entry = z.strictObject({
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
  district: z.string().nullable().describe('code of the district that it serves'),
  active: z.boolean(),
});

/** How a post is reached, whoever holds it. */
const contact = z.strictObject({ telephone: z.string(), mail: z.string(), room: z.string() });

/** A member of staff: the post, never the name of a person. */
export const memberAnswer = z.strictObject({
  code: z.string(),
  department: z.string(),
  post: bilingualAnswer.describe('title of the post'),
  roles: z.array(z.enum(roles)),
  kind: z.enum(['person', 'system']),
  contact,
  deputy: z.string().nullable().describe('the post that stands in for this one'),
  active: z.boolean(),
});
export type MemberAnswer = z.output<typeof memberAnswer>;

/** A member of staff as the directory is answered. */
export function memberAsAnswered({ name, ...member }: StaffEntry): MemberAnswer {
  return { ...member, post: name };
}

const shift = z.strictObject({
  staff: memberAnswer.pick({ code: true, post: true, contact: true }),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});

/** Who is on duty at a moment. */
export const dutyAnswer = z.strictObject({
  department: z.string(),
  at: z.iso.datetime(),
  onDuty: z.array(shift).describe('empty where nobody is on duty'),
  next: shift.nullable().describe('whose turn it is next'),
});
export type DutyAnswer = z.output<typeof dutyAnswer>;

export const departmentAnswer = entry.extend({
  staff: z.array(memberAnswer).describe('the active members'),
  oversight: z
    .strictObject({ supervisoryBody: entry.nullable(), complaintChannels: z.array(entry) })
    .describe('its own, or those of the nearest superior that names any (M6d)'),
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

export const policy = z.strictObject({
  category: z.string(),
  version: z.int(),
  department: z.string(),
  routes: z.record(z.string(), z.string()),
  idle: period,
  unresolved: period,
  accountLead: period,
  confirmation: period,
  reopenWindow: period,
  backlog: z.strictObject({
    age: period,
    count: z.int(),
    weeks: z.number(),
    minimum: z.int(),
    subtree: z.strictObject({ count: z.int(), minimum: z.int() }),
    endShare: z.number(),
  }),
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
