import { type CaseEventMessage, caseEventsDeadLetterTopic } from '@casetrace/contracts';
import { Kafka, logLevel } from 'kafkajs';
import { eventually } from '../../eventually';
import { eventsOnKafka } from '../../harness/kafka-topics';
import type { Recorded } from './recorded';

/** Every message of the topic, in the order of its partitions, once it holds everything that was recorded (or after a time). */
export async function publishedOf(recorded: Recorded, brokers: string): Promise<CaseEventMessage[]> {
  const events = await eventsOnKafka(brokers);
  const wanted = new Set([...recorded.cases.values()].flatMap(({ entries }) => entries.map(({ id }) => id)));
  let looked = 0;
  try {
    await eventually(
      () => {
        const messages = events.all();
        for (const { id } of messages.slice(looked)) wanted.delete(id);
        looked = messages.length;
        if (wanted.size > 0) throw new Error(`${wanted.size} events are not on Kafka`);
      },
      { withinMs: 60_000, everyMs: 200 },
    ).catch(() => undefined);
    return events.all();
  } finally {
    await events.stop();
  }
}

/** Every entry reached Kafka; what was delivered first is in order within its case, and is what the record says. */
export function newsFaults({ cases }: Recorded, messages: readonly CaseEventMessage[]): string[] {
  const faults: string[] = [];
  const first = new Map<string, CaseEventMessage>();
  const reached = new Map<string, number>();
  for (const message of messages) {
    if (first.has(message.id)) continue;
    first.set(message.id, message);
    const before = reached.get(message.trackingNumber) ?? 0;
    if (message.sequence !== before + 1) faults.push(`${message.id} came after sequence ${before}`);
    reached.set(message.trackingNumber, message.sequence);
  }
  for (const { entries } of cases.values())
    for (const { id, type, hash } of entries) {
      const message = first.get(id);
      if (message === undefined) faults.push(`${id} ${type} never reached Kafka`);
      else if (message.type !== type || message.hash !== hash)
        faults.push(`${id} on Kafka is not what was recorded`);
    }
  return faults;
}

/** How many messages no consumer could work off. */
export async function deadLetters(brokers: string): Promise<number> {
  const admin = new Kafka({
    clientId: 'tests',
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
  }).admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(caseEventsDeadLetterTopic);
    return offsets.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0);
  } finally {
    await admin.disconnect();
  }
}
