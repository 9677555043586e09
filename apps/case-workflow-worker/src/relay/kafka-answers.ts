import { caseEventsTopic } from '@casetrace/contracts';
import { Kafka, logLevel } from 'kafkajs';

/** Resolves when a broker answers and has the topic of case events. @throws otherwise, within seconds. */
export async function kafkaAnswers(brokers: string[]): Promise<void> {
  const kafka = new Kafka({
    clientId: 'casetrace-probe',
    brokers,
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    requestTimeout: 3_000,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    await admin.fetchTopicMetadata({ topics: [caseEventsTopic] });
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
