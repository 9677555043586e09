import { randomBytes } from 'node:crypto';
import { eventSchemaVersion, type NewEvent, type NewText } from '@casetrace/contracts';
import { type CaseState, type Decision, evolve } from '@casetrace/case-rules';
import { canonicalJson } from '../serialization/canonical-json';
import { type ChainedEvent, chainHash, textDigest } from '../serialization/chain';

const saltBytes = 16;

/** Where the new events follow on. */
export interface Beginning {
  trackingNumber: string;
  epoch: number;
  /** the state before, null for a registration */
  state: CaseState | null;
  headHash: Buffer;
}

/** The rows of a decision as parameters $1 … $21 of the statements, and the hash of the last event. */
export interface WrittenRows {
  parameters: unknown[];
  headHash: Buffer;
}

/** An event as a row of `case_events`. */
export interface EventRow extends ChainedEvent {
  previousHash: Buffer;
  hash: Buffer;
}

/** A text as a row of `case_texts`. */
export interface TextRow extends NewText {
  sequence: number;
  salt: Buffer;
}

/** The rows of a decision, and the hash of the last event. */
export interface ChainedRows {
  events: EventRow[];
  texts: TextRow[];
  headHash: Buffer;
}

/** Chains the events of a decision to the record: sequence, digests, hashes. `random` gives the bytes of salts. */
export function chained(
  decision: Decision,
  beginning: Beginning,
  random: (bytes: number) => Buffer = randomBytes,
): ChainedRows {
  const { trackingNumber, epoch } = beginning;
  const texts = decision.events.flatMap((event, index) =>
    saltedTexts(event, sequenceOf(beginning, index), random),
  );
  let headHash = beginning.headHash;
  const events = decision.events.map((event, index) => {
    const { type, actor, effectiveAt, recordedAt } = event;
    const sequence = sequenceOf(beginning, index);
    const previousHash = headHash;
    const row = {
      ...{ trackingNumber, sequence, epoch, type, actor, effectiveAt, recordedAt },
      schemaVersion: eventSchemaVersion,
      data: canonicalJson(event.data),
      texts: digestsOf(texts, sequence),
    };
    headHash = chainHash(previousHash, row);
    return { ...row, previousHash, hash: headHash };
  });
  return { events, texts, headHash };
}

/** The same rows as the statements of a command take them, with the case as it was right after each event. */
export function rowsOf(decision: Decision, beginning: Beginning, now: string): WrittenRows {
  const { trackingNumber, epoch } = beginning;
  const { events, texts, headHash } = chained(decision, beginning);
  const after = statesAfterEach(decision, beginning);
  const parameters = [
    ...[trackingNumber, epoch, eventSchemaVersion, now],
    events.map(({ sequence }) => sequence),
    events.map(({ type }) => type),
    events.map(({ actor }) => actor.kind),
    events.map(({ actor }) => actor.department),
    events.map(({ actor }) => actor.officer),
    events.map(({ effectiveAt }) => effectiveAt),
    events.map(({ data }) => data),
    events.map((event) => event.texts),
    events.map(({ previousHash }) => previousHash),
    events.map(({ hash }) => hash),
    texts.map(({ sequence }) => sequence),
    texts.map(({ field }) => field),
    texts.map(({ visibility }) => visibility),
    texts.map(({ salt }) => salt),
    texts.map(({ content }) => content),
    after.map(({ status }) => status),
    after.map(({ responsibleDepartment }) => responsibleDepartment),
  ];
  return { parameters, headHash };
}

const sequenceOf = ({ state }: Beginning, index: number): number => (state?.version ?? 0) + 1 + index;

/** Each text with 128 random bits of its own, so that a digest tells nothing of a text that was erased (P5). */
function saltedTexts({ texts }: NewEvent, sequence: number, random: (bytes: number) => Buffer): TextRow[] {
  if (texts.length === 0) return [];
  const salts = random(saltBytes * texts.length);
  return texts.map((text, index) => {
    return { ...text, sequence, salt: salts.subarray(index * saltBytes, (index + 1) * saltBytes) };
  });
}

function digestsOf(texts: TextRow[], sequence: number): string {
  const own = texts.filter((text) => text.sequence === sequence);
  return canonicalJson(
    Object.fromEntries(own.map((text) => [text.field, textDigest(text.salt, text.content)])),
  );
}

/** The news of an event says what the case was right after it, not what later events of the same command made of it. */
function statesAfterEach({ events, state: final }: Decision, beginning: Beginning): CaseState[] {
  if (events.length < 2) return events.map(() => final);
  const { trackingNumber } = beginning;
  let at = beginning.state;
  return events.map((event, index) => {
    at = evolve(at, { ...event, trackingNumber, sequence: sequenceOf(beginning, index) });
    return at;
  });
}
