import { caseEventsTopic } from '@casetrace/contracts';
import { createKafka } from '@casetrace/kafka-client';

/** Resolves when a broker answers and has the topic of case events. @throws otherwise, within seconds. */
export async function kafkaAnswers(brokers: string[]): Promise<void> {
  const kafka = createKafka({
    clientId: 'casetrace-probe',
    brokers,
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
