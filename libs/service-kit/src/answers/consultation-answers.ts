import { channels, commandBodies, textLimits } from '@casetrace/contracts';
import { z } from 'zod';
import { named } from '../openapi/schema-objects';
import { citedGuidanceAnswer } from './case-page-answer';

const { category, channel, place } = commandBodies.register.shape;
const { citations } = commandBodies.replyToStatement.shape;

/** What is recorded of a consultation (M1). No personal data is asked for. */
export const consultationBody = z.strictObject({
  asked: z
    .string()
    .trim()
    .min(1)
    .max(textLimits.paragraph)
    .describe('what was asked, without names; for departments to read'),
  category: category.optional(),
  channel,
  district: place.unwrap().shape.district,
  citations,
  settled: z.boolean().describe('on the spot'),
});
export type ConsultationBody = z.output<typeof consultationBody>;

/** A registration from a consultation: what is left out is taken from there. */
export const consultationRegistrationBody = commandBodies.register
  .omit({ consultation: true })
  .extend({ category: category.optional(), channel: channel.optional() });
export type ConsultationRegistrationBody = z.output<typeof consultationRegistrationBody>;

export const consultationsQuery = z.strictObject({
  desk: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, 'a code')
    .optional()
    .describe('the department that was asked, or `all`; your own where nothing is said'),
  limit: z.coerce.number<string>().int().min(1).max(50).default(20),
  cursor: z.string().max(400).optional().describe('`next` of the page before'),
});
export type ConsultationsQuery = z.output<typeof consultationsQuery>;

const members = {
  id: z.string(),
  recordedAt: z.iso.datetime(),
  department: z.string().describe('the desk'),
  officer: z.string().nullable(),
  asked: z.string(),
  category: z.string().nullable(),
  channel: z.enum(channels),
  district: z.string().nullable(),
  citations: z.array(citedGuidanceAnswer),
  settled: z.boolean(),
  trackingNumber: z.string().nullable().describe('of the case that was registered from it'),
};

export const consultationAnswer = named('Consultation', z.strictObject(members));

/** What recording answers, the same again on a repeat. */
export const recordedConsultationAnswer = z.strictObject({
  ...members,
  replayed: z.boolean().describe('this is the answer to an earlier request with the same Idempotency-Key'),
});

export const consultationsAnswer = z.strictObject({
  items: z.array(consultationAnswer),
  next: z.string().nullable().describe('cursor of the next page; null at the end'),
});
