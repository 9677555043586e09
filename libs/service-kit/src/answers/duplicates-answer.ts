import { caseStatuses, commandBodies } from '@casetrace/contracts';
import { z } from 'zod';
import type { Principal } from '../identity/principal';

const { category, subject, details, place, filer } = commandBodies.register.shape;

/** A matter before it is registered (P10): the members of a registration that duplicates are looked for by. */
export const duplicatesBody = z.strictObject({
  category: category.optional(),
  subject,
  details,
  place,
  filer,
});
export type DuplicatesBody = z.output<typeof duplicatesBody>;

export const duplicatesAnswer = z.strictObject({
  items: z
    .array(
      z.strictObject({
        trackingNumber: z.string(),
        score: z.number().describe('0 … 1'),
        why: z.array(z.enum(['sameContact', 'samePlace', 'nearText'])),
        nearText: z.number().describe('how much subject and details say the same, 0 … 1'),
        status: z.enum(caseStatuses),
        category: z.string(),
        subject: z.string().nullable(),
        responsibleDepartment: z.string(),
        registeredAt: z.iso.datetime(),
      }),
    )
    .describe('cases that may be the same matter, the likeliest first'),
});

/**
 * What somebody who registers is told of other cases: an agency, of those that it registered; contact data are compared only
 * where the caller may read those of the case (`visibleTo`).
 */
export function registrarOf({ kind, department, roles }: Principal) {
  return { department, everyContact: roles.includes('supervisor'), onlyOwn: kind === 'agency' };
}

/** The matter as it is looked for. */
export function newMatterOf({
  category: code,
  subject: line,
  details: told,
  place: where,
  filer: who,
}: DuplicatesBody) {
  return {
    subject: line,
    details: told,
    category: code,
    mail: who.mail,
    telephone: who.telephone,
    address: where.address,
    district: where.district,
  };
}
