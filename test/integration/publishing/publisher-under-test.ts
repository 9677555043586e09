import { createLog, type RunningService, startService } from '@casetrace/service-kit';
import { publisherConfiguration } from '../../../apps/event-publisher/src/configuration';
import { PublisherProcess } from '../../../apps/event-publisher/src/publisher-process';
import { publisherService } from '../../../apps/event-publisher/src/service';
import { kafkaBrokers } from '../../engines';

/** An event publisher between a record and Kafka. */
export class PublisherUnderTest {
  private constructor(private readonly service: RunningService) {}

  /** Further settings, e.g. `{ OUTBOX_BATCH: '5' }`. */
  static async start(
    databaseUrl: string,
    environment: Record<string, string> = {},
  ): Promise<PublisherUnderTest> {
    const configuration = publisherConfiguration.parse({
      DATABASE_URL: databaseUrl,
      KAFKA_BROKERS: kafkaBrokers(),
      LOG_LEVEL: 'silent',
      PORT: '0',
      ...environment,
    });
    const log = createLog({ service: 'publisher-specs', level: configuration.LOG_LEVEL });
    return new PublisherUnderTest(await startService(publisherService(configuration), log));
  }

  get leads(): boolean {
    return this.service.app.get(PublisherProcess).relay.leads;
  }

  /** Status and body of `/health/ready`. */
  async health(): Promise<{ status: number; body: { warnings?: { code: string }[] } }> {
    const response = await fetch(`${this.service.url}/health/ready`);
    return { status: response.status, body: (await response.json()) as { warnings?: { code: string }[] } };
  }

  async stop(): Promise<void> {
    await this.service.app.close();
  }
}
