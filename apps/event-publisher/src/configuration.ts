import { brokerList } from '@casetrace/kafka-client';
import { portSetting, recordSettings, serviceSettings, setting } from '@casetrace/service-kit';
import { z } from 'zod';

const whole = z.coerce.number<string>().int();

/** Everything that event-publisher takes from its environment. */
export const publisherConfiguration = z.object({
  ...serviceSettings,
  PORT: portSetting(7305),
  DATABASE_URL: recordSettings.DATABASE_URL,
  KAFKA_BROKERS: setting(brokerList, 'the Kafka that case events are published to', 'localhost:9092'),
  OUTBOX_BATCH: setting(
    whole.min(1).max(5_000).default(500),
    'how many events go to Kafka in one transaction',
    '500',
  ),
  OUTBOX_POLL_MS: setting(
    whole.min(5).max(10_000).default(100),
    'how long the publisher waits before it looks for events again, in milliseconds',
    '100',
  ),
  WATCH_SECONDS: setting(
    whole.min(1).max(600).default(20),
    'how often Kafka is asked whether it is there, and what waits is measured',
    '20',
  ),
});
export type PublisherConfiguration = z.output<typeof publisherConfiguration>;
