import { z } from 'zod';
import { causeKinds, channels, languages, relations } from './case-status';
import { textLimits } from './texts';
import { parseTrackingNumber } from './tracking-number';
import { largestInteger, mostEditions } from './values-from-outside';

/** How many required steps a procedure may have. */
export const mostSteps = 50;

const line = z.string().trim().min(1).max(textLimits.line);
const paragraph = z.string().trim().min(1).max(textLimits.paragraph);
const code = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, 'a code of letters, digits, dot, dash or underscore');
const trackingNumber = z
  .string()
  .trim()
  .max(40)
  .overwrite((typed) => parseTrackingNumber(typed) ?? typed)
  .refine((written) => parseTrackingNumber(written) !== null, 'a tracking number');
/** The number of a file elsewhere. It stands in the event and its hash for good, so it is kept too short to say anything. */
const fileNumber = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\s\p{Cc}\p{Cf}]+$/u, 'a file number without blanks or control characters');
const sharedWith = z.enum(['everyone', 'departments']).default('everyone');
const entryNumber = z.int().min(1).max(largestInteger);
const edition = z.int().min(1).max(mostEditions);
const steps = z.array(z.int().min(1).max(mostSteps)).max(mostSteps);

/** Where the guidance stands that an entry relies on (M1, M4): one edition, and an article of it where one is meant. */
const citation = z.strictObject({ guidance: code, edition, article: line.optional() });
const citations = z
  .array(citation)
  .max(20)
  .default([])
  .describe('guidance that this rests on, as it was cited');
const causeKind = z
  .enum(causeKinds)
  .default('unspecified')
  .describe('what failed, for the figures: the rule, the duties, the process …');

/** The state of the case that the caller had before their eyes; something newer is answered with 412. */
const seen = z.strictObject({
  version: entryNumber.describe('the version of the case that the caller saw'),
  lastStatement: z
    .int()
    .min(0)
    .max(largestInteger)
    .describe('the number of the last statement that the caller saw, 0 for none'),
});

/** How a filer can be reached: by mail, telephone, both or not at all. */
const filer = z.strictObject({
  name: line.optional(),
  mail: z.email().max(254).optional(),
  telephone: z
    .string()
    .trim()
    .regex(/^\+?[0-9][0-9 ()-]{4,24}$/, 'a telephone number')
    .optional(),
});

/** Kinds of a statement that a filer makes, or an officer for them (M4). */
export const statementKinds = ['fact', 'argument', 'defence', 'appeal', 'question'] as const;
export type StatementKind = (typeof statementKinds)[number];

export const answers = ['satisfied', 'agreeThoughDissatisfied', 'keepOpen'] as const;
export type Answer = (typeof answers)[number];

/** A change of duties or routing that a superior proposes, linked to the case (M10). */
const proposal = z.strictObject({ kind: z.enum(['duties', 'routing', 'powers']), text: paragraph });

/**
 * What each command must say: one schema for the HTTP body, the OpenAPI document and the record. The table of who may,
 * in which status and what follows is lifecycle.md, "Commands". Unknown fields are refused.
 */
export const commandBodies = {
  /** M2 */
  register: z.strictObject({
    category: code,
    subject: line,
    details: paragraph,
    place: z.strictObject({ address: line.optional(), district: code.optional() }).default({}),
    channel: z.enum(channels),
    language: z.enum(languages).default('zh'),
    externalReference: fileNumber
      .optional()
      .describe(
        'the number of the matter in the system of the agency, such as 信访〔2026〕12号: no text, no person',
      ),
    filer: filer.default({}),
    department: code
      .optional()
      .describe('the department chosen by the officer; without it, the one of the place and category'),
    consultation: code.optional().describe('the consultation that did not settle the matter (M1)'),
  }),
  /** M4 */
  addStatement: z.strictObject({ kind: z.enum(statementKinds), text: paragraph }),
  /** M4 */
  replyToStatement: z.strictObject({ statement: entryNumber, text: paragraph, citations }),
  /** M6, M9; with `asAccount` it is the account that an unresolved case owes (M10) */
  recordProgress: z.strictObject({
    text: paragraph,
    sharedWith,
    asAccount: z.boolean().default(false),
    citations,
  }),
  /** M7 */
  contribute: z.strictObject({ text: paragraph, sharedWith }),
  /** M6b */
  transfer: z.strictObject({ to: code, process: paragraph, presentState: paragraph, seen }),
  /** M6c */
  referUp: z.strictObject({ to: code, difficulties: paragraph, situation: paragraph, seen }),
  /** M10 */
  reportUnresolved: z.strictObject({ situation: paragraph }),
  /** M10 */
  instruct: z.strictObject({ text: paragraph, proposal: proposal.optional() }),
  /** M10 */
  adjustResponsibility: z.strictObject({ to: code, text: paragraph, proposal: proposal.optional() }),
  /** M6a */
  resolve: z.strictObject({
    process: paragraph,
    result: paragraph,
    rule: line.describe('the rule that the resolution rests on, or the word "none"'),
    cause: paragraph,
    causeKind,
    citations,
    unansweredReason: paragraph.optional().describe('required while statements are unanswered'),
    stepsDone: steps
      .default([])
      .describe('the required steps of the procedure that were done (M11); all of them are asked for'),
    seen,
  }),
  /** M6a, M6d */
  answer: z.strictObject({ answer: z.enum(answers), opinion: paragraph.optional(), seen }),
  /** M6d */
  referContested: z.strictObject({
    process: paragraph,
    result: paragraph,
    suggestion: paragraph,
    filerOpinion: paragraph,
    rule: line,
    cause: paragraph,
    causeKind,
    citations,
    seen,
  }),
  withdraw: z.strictObject({ reason: paragraph.optional() }),
  reopen: z.strictObject({ reason: paragraph }),
  /** M9: the front desk sets it off when the time has come */
  escalateIdle: z.strictObject({}),
  claim: z.strictObject({}),
  assignOfficer: z.strictObject({ officer: code }),
  markEnteredInError: z.strictObject({ entry: entryNumber, reason: paragraph }),
  /** P10 */
  linkCase: z.strictObject({
    other: trackingNumber.describe('the tracking number of the other case'),
    relation: z.enum(relations),
    text: paragraph.optional(),
    sharedWith,
  }),
  /** M11: the new procedure of a process review is applied to a waiting case */
  adoptProcedure: z.strictObject({
    review: code,
    guidance: code,
    edition,
    steps: z.int().min(0).max(mostSteps).default(0).describe('how many required steps it has'),
    text: paragraph.describe('what is new, as the filer may read it'),
    to: code.optional().describe('the department that such cases go to from now on'),
    disposition: z
      .strictObject({
        process: paragraph,
        result: paragraph,
        rule: line,
        cause: paragraph,
        causeKind,
        unansweredReason: paragraph.optional(),
      })
      .optional()
      .describe('one resolution for many cases'),
  }),
} as const;

export type CommandType = keyof typeof commandBodies;
export type CommandBody<T extends CommandType> = z.output<(typeof commandBodies)[T]>;

/** A command of a person: its type and what was said. */
export type PersonCommand = { [T in CommandType]: { type: T; body: CommandBody<T> } }[CommandType];

/** Commands of the system itself. `applyDeadlines` lets overdue steps happen; `recalculate` takes up new rules. */
export type SystemCommand = { type: 'applyDeadlines'; body: object } | { type: 'recalculate'; body: object };

export type Command = PersonCommand | SystemCommand;
