import { randomBytes } from 'node:crypto';
import {
  caseEventMessage,
  type CaseEventMessage,
  caseEventsDeadLetterTopic,
  caseEventsTopic,
} from '@casetrace/contracts';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { eventually } from '../eventually';
import { engineAddresses } from './engine-addresses';

const partitions = 6;

const kafkaAt = (brokers: string): Kafka =>
  new Kafka({ clientId: 'tests', brokers: brokers.split(','), logLevel: logLevel.NOTHING });

/**
 * Makes the topics of the contracts empty, and forgets what groups have read of them. For a spec file that looks at
 * events, relays or consumes: what earlier spec files published is not read. Their consumers must have been stopped.
 */
export async function freshTopics(brokers = engineAddresses().kafkaBrokers): Promise<void> {
  const admin = kafkaAt(brokers).admin();
  await admin.connect();
  try {
    await createMissing(admin);
    // A topic just made may have no leader yet; a group whose consumers were killed has members until they time out.
    await eventually(() => forgetGroups(admin), { withinMs: 45_000, everyMs: 500 });
    for (const topic of await topicsOfAll(admin))
      await eventually(() => empty(admin, topic), { withinMs: 20_000, everyMs: 100 });
  } finally {
    await admin.disconnect();
  }
}

async function createMissing(admin: Admin): Promise<void> {
  const known = await admin.listTopics();
  const missing = [caseEventsTopic, caseEventsDeadLetterTopic].filter((topic) => !known.includes(topic));
  if (missing.length === 0) return;
  await admin.createTopics({
    waitForLeaders: true,
    topics: missing.map((topic) => ({ topic, numPartitions: partitions })),
  });
}

async function topicsOfAll(admin: Admin): Promise<string[]> {
  return (await admin.listTopics()).filter((name) => !name.startsWith('__'));
}

async function forgetGroups(admin: Admin): Promise<void> {
  const { groups } = await admin.listGroups();
  if (groups.length > 0) await admin.deleteGroups(groups.map(({ groupId }) => groupId));
}

async function empty(admin: Admin, topic: string): Promise<void> {
  const offsets = await admin.fetchTopicOffsets(topic);
  const filled = offsets.filter(({ low, high }) => low !== high);
  if (filled.length === 0) return;
  await admin.deleteTopicRecords({
    topic,
    partitions: filled.map(({ partition, high }) => ({ partition, offset: high })),
  });
}

/** Everything that was published on `case-events.v1` since `freshTopics()`, as another consumer sees it. */
export interface EventsOnKafka {
  /** In the order in which they were published. */
  of(trackingNumber: string): CaseEventMessage[];
  all(): CaseEventMessage[];
  stop(): Promise<void>;
}

/** Reads all case events from the beginning, in a group of its own; resolves when it has its partitions. */
export async function eventsOnKafka(brokers = engineAddresses().kafkaBrokers): Promise<EventsOnKafka> {
  const messages: CaseEventMessage[] = [];
  let ended: Error | undefined;
  const consumer = kafkaAt(brokers).consumer({
    groupId: `tests-${randomBytes(6).toString('hex')}`,
    // Partitions of a topic made just now are found within a second, not only after the five minutes of the default.
    metadataMaxAge: 1_000,
  });
  const assigned = new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.GROUP_JOIN, ({ payload: { memberAssignment } }) => {
      if (memberAssignment[caseEventsTopic]?.length) resolve();
    });
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      if (restart) return;
      ended = new Error(`The tests' consumer of events ended: ${error.message}`, { cause: error });
      reject(ended);
    });
    setTimeout(() => reject(new Error('The tests got no partition of the events')), 30_000).unref();
  });
  assigned.catch(() => undefined);
  await consumer.connect();
  await consumer.subscribe({ topic: caseEventsTopic, fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message }) => {
      try {
        messages.push(caseEventMessage.parse(JSON.parse(message.value?.toString() ?? 'null')));
      } catch (error) {
        ended ??= new Error('The tests cannot read an event', { cause: error });
      }
      return Promise.resolve();
    },
  });
  await assigned.catch(async (error: unknown) => {
    await consumer.disconnect();
    throw error;
  });
  const seen = (): CaseEventMessage[] => {
    if (ended) throw ended;
    return messages;
  };
  return {
    of: (trackingNumber) => seen().filter((message) => message.trackingNumber === trackingNumber),
    all: () => [...seen()],
    stop: () => consumer.disconnect(),
  };
}
