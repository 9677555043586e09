import { caseEventsDeadLetterTopic, caseEventsTopic, settingsOfTopic } from '@casetrace/contracts';
import type { Log } from '@casetrace/service-kit';
import { createKafka, createMissingTopics } from '@casetrace/kafka-client';
import type { Waiting } from './waiting';

export interface TopicsWanted {
  brokers: string[];
  partitions: number;
  replication: number;
}

/**
 * Creates the topics where they are missing; an existing one is left as it is. May be run again.
 * @throws Error when Kafka does not answer in time.
 */
export async function prepareKafka(wanted: TopicsWanted, waiting: Waiting, log: Log): Promise<void> {
  const created = await waiting.until('Kafka has the topics', () => ensureTopics(wanted));
  log.info({ created }, 'Kafka is prepared');
}

function ensureTopics({ brokers, partitions, replication }: TopicsWanted): Promise<string[]> {
  const kafka = createKafka({
    clientId: 'casetrace-setup',
    brokers,
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: { retries: 0 },
  });
  return createMissingTopics(
    kafka,
    [caseEventsTopic, caseEventsDeadLetterTopic].map((topic) => ({
      topic,
      numPartitions: partitions,
      replicationFactor: replication,
      configEntries: settingsOfTopic(topic),
    })),
  );
}
