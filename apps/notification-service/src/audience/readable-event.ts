import {
  answers,
  type CaseEventMessage,
  caseEventMessage,
  closures,
  type EventData,
  eventSchemaVersion,
  type EventType,
} from '@casetrace/contracts';
import { z } from 'zod';

const code = z.string().min(1);
const moved = z.object({ from: code, to: code });
const nothing = z.object({});

/** What deciding who is told, and writing the letter, rests on: the parts of each event's data, and their shapes. */
const readParts = {
  CaseRegistered: z.object({ assignedTo: code }),
  StatementAdded: z.object({ onBehalfOfFiler: z.boolean() }),
  StatementReplied: nothing,
  ProgressRecorded: nothing,
  Contributed: nothing,
  CaseTransferred: moved,
  CaseReferredUp: moved,
  UnresolvedReported: z.object({ to: code }),
  AccountRequested: nothing,
  Instructed: nothing,
  ResponsibilityAdjusted: moved,
  CaseResolved: nothing,
  FilerAnswered: z.object({ answer: z.enum(answers), recordedBy: z.enum(['filer', 'officer']) }),
  AnswerCorrected: nothing,
  ComplaintChannelsTold: z.object({ bodies: z.array(code) }),
  ContestedReferred: moved,
  CaseClosed: z.object({ closure: z.enum(closures) }),
  CaseReopened: z.object({ to: code }),
  IdleEscalated: moved,
  SupervisoryBodyReported: z.object({ department: code, body: code, kind: z.enum(['idle', 'unresolved']) }),
  FilerReminded: nothing,
  OfficerAssigned: nothing,
  EntryMarkedInError: nothing,
  CaseLinked: nothing,
  ProcedureAdopted: nothing,
  MisconfigurationFound: z.object({ department: code }),
  ClocksPaused: nothing,
  ClocksResumed: nothing,
  DeadlineRecalculated: nothing,
} as const satisfies { [T in EventType]: z.ZodType<Partial<EventData[T]>> };

export type ReadData<T extends EventType> = z.output<(typeof readParts)[T]>;

/** A message whose type this build knows and whose data has the shape of that type. */
export type ReadableEvent = {
  [T in EventType]: Omit<CaseEventMessage, 'type' | 'data'> & { type: T; data: ReadData<T> };
}[EventType];

/** What can never be understood, however often it is tried. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

/**
 * Reads the value of a message of `case-events.v1`.
 * @throws UnreadableMessage when it is no JSON, lacks what the contract names, or is of a newer schema or unknown type.
 */
export function readEvent(value: Buffer | string | null): ReadableEvent {
  const message = matching(caseEventMessage, parsed(value), 'the message');
  if (message.schemaVersion > eventSchemaVersion) {
    throw new UnreadableMessage(
      `schema version ${message.schemaVersion} is newer than ${eventSchemaVersion}`,
    );
  }
  if (!isKnown(message.type)) throw new UnreadableMessage('the type of the event is not known');
  return { ...message, data: readData(message.type, message.data) } as ReadableEvent;
}

/**
 * Checks the data of an event of a known type, and answers it with all that it holds.
 * @throws UnreadableMessage when it has another shape.
 */
export function readData<T extends EventType>(type: T, data: unknown): ReadData<T> {
  matching(readParts[type], data, 'its data');
  return data as ReadData<T>;
}

function parsed(value: Buffer | string | null): unknown {
  try {
    return JSON.parse(value?.toString() ?? '');
  } catch {
    throw new UnreadableMessage('the value is not JSON');
  }
}

function matching<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => issue.path.join('.') || 'value').join(', ');
  throw new UnreadableMessage(`${what} has wrong fields: ${wrong}`);
}

function isKnown(type: string): type is EventType {
  return Object.hasOwn(readParts, type);
}

/** Every type of event, as the table above has it. */
export const eventTypes = Object.keys(readParts) as EventType[];
