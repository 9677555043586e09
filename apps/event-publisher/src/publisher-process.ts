import type { OutboxReader } from '@casetrace/case-record';
import type { Log, Metrics } from '@casetrace/service-kit';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { PublisherConfiguration } from './configuration';
import { PublishingFigures } from './figures';
import { kafkaAnswers } from './kafka-answers';
import { OutboxWatch } from './outbox-watch';
import { RelayToKafka } from './relay-to-kafka';
import { TransactionalProducer } from './transactional-producer';

/**
 * The parts of the process and the order of their life: begins with the application, whether or not Kafka is there; at the
 * end the batch under way is finished.
 */
export class PublisherProcess implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly relay: RelayToKafka;
  readonly watch: OutboxWatch;

  constructor(outbox: OutboxReader, configuration: PublisherConfiguration, log: Log, metrics: Metrics) {
    const figures = new PublishingFigures(metrics);
    this.relay = new RelayToKafka(
      outbox,
      () => TransactionalProducer.connect(configuration.KAFKA_BROKERS, log),
      { batch: configuration.OUTBOX_BATCH, pollMs: configuration.OUTBOX_POLL_MS },
      log,
      figures,
    );
    this.watch = new OutboxWatch(
      outbox,
      () => kafkaAnswers(configuration.KAFKA_BROKERS),
      configuration.WATCH_SECONDS,
      log,
      figures,
    );
  }

  onApplicationBootstrap(): void {
    this.relay.start();
    this.watch.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.relay.stop(), this.watch.stop()]);
  }
}
