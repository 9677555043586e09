import { type Actor, eventSchemaVersion, type EventType, type TextField } from '@casetrace/contracts';
import { type CaseState, evolve, type RecordedEvent } from '@casetrace/case-rules';
import { canonicalJson } from '../serialization/canonical-json';
import { beginningOfChain, chainHash, textDigest } from '../serialization/chain';

/** An event as it is read for verification; times with milliseconds, UTC. */
export interface VerifiedEvent {
  sequence: number;
  epoch: number;
  schemaVersion: number;
  type: EventType;
  actor: Actor;
  effectiveAt: string;
  recordedAt: string;
  data: string;
  texts: string;
  previousHash: Buffer;
  hash: Buffer;
}

export interface VerifiedText {
  sequence: number;
  field: TextField;
  salt: Buffer;
  content: string;
}

/** A case with all that belongs to it. */
export interface VerifiedCase {
  trackingNumber: string;
  version: number;
  schemaVersion: number;
  headHash: Buffer;
  /** as it is stored */
  state: Omit<CaseState, 'nextDeadline' | 'rulesVersion'>;
  /** the columns that repeat the state */
  columns: Record<string, unknown>;
  events: VerifiedEvent[];
  texts: VerifiedText[];
}

/** What is wrong with a case, at the first entry where it shows. */
export interface BadEntry {
  trackingNumber: string;
  /** 0 where no single entry is at fault */
  sequence: number;
  problem: string;
}

/** The first thing that is wrong with a case, or null: chain, gaps, order of time, texts, head, and the fold of its events (P5). */
export function firstFault(kept: VerifiedCase): BadEntry | null {
  const fault = (sequence: number, problem: string): BadEntry => {
    return { trackingNumber: kept.trackingNumber, sequence, problem };
  };
  let previous: Buffer = beginningOfChain;
  let lastRecorded = '';
  for (const [index, event] of kept.events.entries()) {
    if (event.sequence !== index + 1) return fault(index + 1, `entry ${index + 1} is missing`);
    if (!event.previousHash.equals(previous))
      return fault(event.sequence, 'does not follow on the entry before');
    const { trackingNumber } = kept;
    if (!chainHash(previous, { ...event, trackingNumber }).equals(event.hash)) {
      return fault(event.sequence, 'is not what was hashed');
    }
    if (event.recordedAt < lastRecorded)
      return fault(event.sequence, 'was recorded before the entry before it');
    const text = faultOfTexts(event, kept.texts);
    if (text) return fault(event.sequence, text);
    previous = event.hash;
    lastRecorded = event.recordedAt;
  }
  if (!kept.headHash.equals(previous)) {
    return fault(
      kept.events.length + 1,
      'the case ends with another entry than its last: entries were removed or added',
    );
  }
  const stray = kept.texts.find(({ sequence }) => sequence < 1 || sequence > kept.events.length);
  if (stray) return fault(stray.sequence, `text ${stray.field} belongs to no entry`);
  return faultOfProjection(kept, fault);
}

/** A text that is there must be the one that the entry digested; one that was erased leaves its digest (P5). */
function faultOfTexts(event: VerifiedEvent, texts: readonly VerifiedText[]): string | null {
  const digests = JSON.parse(event.texts) as Record<string, string>;
  for (const { sequence, field, salt, content } of texts) {
    if (sequence !== event.sequence) continue;
    if (digests[field] === undefined) return `text ${field} was added later`;
    if (digests[field] !== textDigest(salt, content)) return `text ${field} is not what was digested`;
  }
  return null;
}

function faultOfProjection(
  kept: VerifiedCase,
  fault: (sequence: number, problem: string) => BadEntry,
): BadEntry | null {
  if (kept.version !== kept.events.length) return fault(0, `the case says version ${kept.version}`);
  // What a newer build wrote can be hashed, not understood.
  if (kept.events.some(({ schemaVersion }) => schemaVersion > eventSchemaVersion)) return null;
  let folded: CaseState | null = null;
  for (const event of kept.events) {
    const data: unknown = JSON.parse(event.data);
    folded = evolve(folded, { ...event, data, trackingNumber: kept.trackingNumber } as RecordedEvent);
  }
  if (!folded) return fault(0, 'the case has no entries');
  const { nextDeadline: _, rulesVersion: __, ...state } = folded;
  // Until schema version 2 the state of a case held the version as well.
  const { schemaVersion: ___, ...keptState } = kept.state as Record<string, unknown>;
  if (canonicalJson(state) !== canonicalJson(keptState)) {
    return fault(0, 'the state of the case is not what follows from its entries');
  }
  const told = kept.state as unknown as Record<string, unknown>;
  const wrong = Object.entries(kept.columns).find(
    ([name, value]) => canonicalJson(told[name]) !== canonicalJson(value),
  );
  return wrong
    ? fault(0, `the case says ${wrong[0]} ${String(wrong[1])}, its entries ${String(told[wrong[0]])}`)
    : null;
}
