import { hash } from 'node:crypto';
import type { Actor } from '@casetrace/contracts';

/** What stands before the first event of a case. */
export const beginningOfChain = Buffer.alloc(32);

/** An event as it is hashed: `data` and `texts` are canonical JSON already. Times are ISO 8601 in UTC, milliseconds. */
export interface ChainedEvent {
  trackingNumber: string;
  sequence: number;
  epoch: number;
  schemaVersion: number;
  type: string;
  actor: Actor;
  effectiveAt: string;
  recordedAt: string;
  data: string;
  texts: string;
}

/** The canonical JSON of an event: the same as `canonicalJson` of the whole, without parsing what is written already. */
export function canonicalEvent(event: ChainedEvent): string {
  const { actor } = event;
  const actorText = `{"department":${quoted(actor.department)},"kind":${quoted(actor.kind)},"officer":${quoted(actor.officer)}}`;
  return (
    `{"actor":${actorText},"data":${event.data},"effectiveAt":${quoted(event.effectiveAt)},"epoch":${event.epoch}` +
    `,"recordedAt":${quoted(event.recordedAt)},"schemaVersion":${event.schemaVersion},"sequence":${event.sequence}` +
    `,"texts":${event.texts},"trackingNumber":${quoted(event.trackingNumber)},"type":${quoted(event.type)}}`
  );
}

const quoted = (value: string | null): string => JSON.stringify(value);

/** SHA-256 of the hash before and the canonical JSON of the event. */
export function chainHash(previousHash: Buffer, event: ChainedEvent): Buffer {
  return hash('sha256', Buffer.concat([previousHash, Buffer.from(canonicalEvent(event))]), 'buffer');
}

/** SHA-256 of salt and content, hex: what an event holds of a text (P5). */
export function textDigest(salt: Buffer, content: string): string {
  return hash('sha256', Buffer.concat([salt, Buffer.from(content)]), 'hex');
}
