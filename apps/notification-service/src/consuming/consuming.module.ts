import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type Log, Metrics, serviceLog } from '@casetrace/service-kit';
import { Kafka } from 'kafkajs';
import { DataSource } from 'typeorm';
import type { NotificationConfiguration } from '../configuration';
import { Deliverer } from '../delivering/deliverer';
import { CaseEventsConsumer } from './case-events-consumer';
import { ConsumingFigures } from './consuming-figures';
import { DeadLetterBacklog } from './dead-letter-backlog';
import { DeadLetters } from './dead-letters';
import { MessageWorker } from './message-worker';
import { kafkaOf, tellingWorker } from './telling';

const betweenRestarts = { firstMs: 500, longestMs: 10_000 };
const commitEvery = 50;

/** The consumer of case events: begins when the service is up, ends before the record is closed. */
@Module({})
export class ConsumingModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(CaseEventsConsumer) private readonly consumer: CaseEventsConsumer,
    @Inject(DeadLetters) private readonly deadLetters: DeadLetters,
    @Inject(DeadLetterBacklog) private readonly backlog: DeadLetterBacklog,
  ) {}

  static forRoot(configuration: NotificationConfiguration, delivering: DynamicModule): DynamicModule {
    return {
      module: ConsumingModule,
      imports: [delivering],
      providers: [
        {
          provide: Kafka,
          useFactory: (log: Log) => kafkaOf(configuration, log),
          inject: [serviceLog],
        },
        {
          provide: ConsumingFigures,
          useFactory: ({ registry }: Metrics) => new ConsumingFigures(registry),
          inject: [Metrics],
        },
        {
          provide: DeadLetters,
          useFactory: (kafka: Kafka) => new DeadLetters(kafka, configuration.KAFKA_GROUP),
          inject: [Kafka],
        },
        {
          provide: DeadLetterBacklog,
          useFactory: (kafka: Kafka, { registry }: Metrics, log: Log) => {
            const backlog = new DeadLetterBacklog(kafka, configuration.KAFKA_GROUP, log);
            backlog.observeIn(registry);
            return backlog;
          },
          inject: [Kafka, Metrics, serviceLog],
        },
        {
          provide: MessageWorker,
          useFactory: (
            record: DataSource,
            deliverer: Deliverer,
            deadLetters: DeadLetters,
            figures: ConsumingFigures,
            log: Log,
          ) =>
            tellingWorker(
              { record, deadLetters, figures, log, onLetter: () => deliverer.ring() },
              configuration,
            ),
          inject: [DataSource, Deliverer, DeadLetters, ConsumingFigures, serviceLog],
        },
        {
          provide: CaseEventsConsumer,
          useFactory: (kafka: Kafka, worker: MessageWorker, figures: ConsumingFigures, log: Log) =>
            new CaseEventsConsumer(kafka, worker, consumerOptions(configuration), { figures, log }),
          inject: [Kafka, MessageWorker, ConsumingFigures, serviceLog],
        },
      ],
      exports: [CaseEventsConsumer, DeadLetterBacklog],
    };
  }

  onApplicationBootstrap(): void {
    this.consumer.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.consumer.stop();
    await this.deadLetters.close();
    await this.backlog.close();
  }
}

function consumerOptions({
  KAFKA_GROUP,
  KAFKA_TOPIC_PARTITIONS,
  KAFKA_PARTITIONS_AT_A_TIME,
}: NotificationConfiguration) {
  return {
    groupId: KAFKA_GROUP,
    topicPartitions: KAFKA_TOPIC_PARTITIONS,
    partitionsAtATime: KAFKA_PARTITIONS_AT_A_TIME,
    commitEvery,
    betweenRestarts,
  };
}
