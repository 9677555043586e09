import { z } from 'zod';
import type { EventData } from './events';

/** The topic of all case events, keyed by tracking number: in order within a case. */
export const caseEventsTopic = 'case-events.v1';
/** Where a message goes that a consumer could not work off. */
export const caseEventsDeadLetterTopic = 'case-events.v1.dead-letter';
/** How a topic is created besides the broker's defaults: dead letters wait for an operator, however long. */
export const settingsOfTopic = (topic: string): { name: string; value: string }[] =>
  topic === caseEventsDeadLetterTopic ? [{ name: 'retention.ms', value: '-1' }] : [];

/** A message on `case-events.v1`: ids, kinds, departments and the record's hash; no texts, no personal data (P7). */
export const caseEventMessage = z.object({
  id: z.string(),
  trackingNumber: z.string(),
  sequence: z.int().min(1),
  epoch: z.int().min(1),
  schemaVersion: z.int().min(1),
  type: z.string(),
  actor: z.object({ kind: z.string(), department: z.string().nullable(), officer: z.string().nullable() }),
  effectiveAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
  category: z.string(),
  responsibleDepartment: z.string(),
  registeringDepartment: z.string(),
  status: z.string(),
  hash: z.string(),
});
export type CaseEventMessage = z.output<typeof caseEventMessage>;

/** Members of an event's data that stay in the record: what an agency typed is not for everyone who reads the news. */
const keptInside: ReadonlySet<string> = new Set<keyof EventData['CaseRegistered']>(['externalReference']);

/** The part of an event's data that leaves the record with its message: codes and numbers of our own. */
export function toldData(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !keptInside.has(name)));
}
