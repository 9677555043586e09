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
import { type ReadableEvent } from '../audience/readable-event';
import { whoIsTold } from '../audience/who-is-told';
import { domainOf, type NotificationConfiguration } from '../configuration';
import { Deliverer } from '../delivering/deliverer';
import { writeDown } from '../ledger/write-down';
import { CaseEventsConsumer } from './case-events-consumer';
import { ConsumingFigures } from './consuming-figures';
import { DeadLetters } from './dead-letters';
import { kafkaLog } from './kafka-log';
import { MessageWorker } from './message-worker';
import { RecordOutages } from './outage';

const firstOutageWaitMs = 250;
const betweenRestarts = { firstMs: 500, longestMs: 10_000 };
const commitEvery = 50;

/** The consumer of case events: begins when the service is up, ends before the record is closed. */
@Module({})
export class ConsumingModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(CaseEventsConsumer) private readonly consumer: CaseEventsConsumer,
    @Inject(DeadLetters) private readonly deadLetters: DeadLetters,
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
          provide: MessageWorker,
          useFactory: (
            record: DataSource,
            deliverer: Deliverer,
            deadLetters: DeadLetters,
            figures: ConsumingFigures,
            log: Log,
          ) =>
            new MessageWorker(
              {
                effect: tellAll(record, deliverer, domainOf(configuration.MAIL_FROM)),
                outages: new RecordOutages(() =>
                  record.query('select from notifications, inbox_entries limit 0'),
                ),
                deadLetters,
                figures,
                log,
              },
              workerOptions(configuration),
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
      exports: [CaseEventsConsumer],
    };
  }

  onApplicationBootstrap(): void {
    this.consumer.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.consumer.stop();
    await this.deadLetters.close();
  }
}

/** The effect of an event: everyone is noted who is told of it, and the deliverer learns of a new letter. */
function tellAll(record: DataSource, deliverer: Deliverer, mailDomain: string) {
  return async (event: ReadableEvent): Promise<void> => {
    const { letterWaits } = await writeDown(record, event, whoIsTold(event), mailDomain);
    if (letterWaits) deliverer.ring();
  };
}

function kafkaOf({ KAFKA_BROKERS, KAFKA_GROUP }: NotificationConfiguration, log: Log): Kafka {
  return new Kafka({
    clientId: KAFKA_GROUP,
    brokers: KAFKA_BROKERS,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    logCreator: () => kafkaLog(log),
  });
}

function workerOptions({
  MESSAGE_ATTEMPTS,
  MESSAGE_RETRY_FIRST_MS,
  OUTAGE_RETRY_LONGEST_MS,
}: NotificationConfiguration) {
  return {
    attempts: MESSAGE_ATTEMPTS,
    betweenAttempts: { firstMs: MESSAGE_RETRY_FIRST_MS, longestMs: OUTAGE_RETRY_LONGEST_MS },
    duringOutage: { firstMs: firstOutageWaitMs, longestMs: OUTAGE_RETRY_LONGEST_MS },
    effectTimeoutMs: 12_000,
  };
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
