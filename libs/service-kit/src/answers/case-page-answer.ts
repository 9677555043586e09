import {
  caseStatuses,
  channels,
  closures,
  languages,
  relations,
  textFields,
  visibilities,
} from '@casetrace/contracts';
import { z } from 'zod';
import { named } from '../openapi/schema-objects';
import { bilingualAnswer, deadlineAnswer } from './deadline-answer';

const time = z.iso.datetime();
const nameAndCode = z.strictObject({ code: z.string(), name: bilingualAnswer });
const officer = z.strictObject({ code: z.string(), post: bilingualAnswer });
const office = nameAndCode.extend({ address: z.string(), telephone: z.string(), hours: z.string() });

/** Guidance as an entry cites it (M1, M4). */
export const citedGuidanceAnswer = z.strictObject({
  guidance: z.string(),
  edition: z.int(),
  article: z.string().nullable(),
  title: bilingualAnswer,
  heading: bilingualAnswer.nullable().describe('of the article'),
  newerEdition: z.int().nullable().describe('the newest edition where it is not the cited one'),
});

/** One entry of the record, as its reader is shown it. */
export const timelineEntryAnswer = z.strictObject({
  sequence: z.int(),
  type: z.string(),
  actor: z.strictObject({
    kind: z.string(),
    department: nameAndCode.nullable(),
    officer: officer.nullable(),
  }),
  effectiveAt: time.describe('when it happened by the rules'),
  recordedAt: time.describe('when it was written down'),
  data: z.record(z.string(), z.unknown()),
  citations: z.array(citedGuidanceAnswer).describe('the guidance that the entry rests on'),
  texts: z.array(
    z.strictObject({ field: z.enum(textFields), visibility: z.enum(visibilities), content: z.string() }),
  ),
  withheld: z.array(z.enum(textFields)).describe('texts that are not for this reader'),
  erased: z.array(z.enum(textFields)).describe('texts that were erased; the entry stands'),
  enteredInError: z.strictObject({ by: z.int(), reason: z.string().nullable() }).nullable(),
});

/** A case with its whole timeline (M3, M7, M14). */
export const casePageAnswer = named(
  'CasePage',
  z.strictObject({
    trackingNumber: z.string(),
    version: z.int(),
    lastStatement: z.int(),
    status: z.enum(caseStatuses),
    closure: z.enum(closures).nullable(),
    category: nameAndCode,
    subject: z.string().nullable(),
    cause: z.string().nullable().describe('what caused the matter, as the last resolution says'),
    channel: z.enum(channels),
    language: z.enum(languages),
    district: z.string().nullable(),
    externalReference: z.string().nullable(),
    registeredAt: time,
    closedAt: time.nullable(),
    registeringDepartment: nameAndCode,
    responsibleDepartment: nameAndCode,
    responsibleOfficer: officer.nullable(),
    level: z.int().describe('how often the case has climbed'),
    unansweredStatements: z.array(z.int()),
    deadlines: z.array(deadlineAnswer).describe('all clocks that run, nearest first'),
    paused: z.enum(['closed', 'suspended', 'misconfigured']).nullable().describe('why no clock runs'),
    complaintChannels: z.array(office),
    supervisoryBody: office.nullable(),
    links: z
      .array(
        z.strictObject({
          other: z.string(),
          relation: z.enum(relations),
          status: z.enum(caseStatuses).nullable().describe('null for the filer and agencies'),
          subject: z.string().nullable(),
        }),
      )
      .describe('cases that this one is linked with, seen from this one'),
    timeline: z.array(timelineEntryAnswer),
  }),
);
