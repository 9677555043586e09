import { caseEventsTopic } from '@casetrace/contracts';
import { createKafka, withAdmin } from '@casetrace/kafka-client';

/** Resolves when a broker answers and has the topic of case events. @throws otherwise, within seconds. */
export async function kafkaAnswers(brokers: string[]): Promise<void> {
  const kafka = createKafka({
    clientId: 'casetrace-probe',
    brokers,
    connectionTimeout: 2_000,
    requestTimeout: 3_000,
    retry: { retries: 0 },
  });
  await withAdmin(kafka, (admin) => admin.fetchTopicMetadata({ topics: [caseEventsTopic] }));
}
