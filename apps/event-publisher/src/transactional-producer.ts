import { caseEventMessage, type CaseEventMessage, caseEventsTopic, eventId } from '@casetrace/contracts';
import type { Log } from '@casetrace/service-kit';
import { createKafka } from '@casetrace/kafka-client';
import { Partitioners, type Producer } from 'kafkajs';

/** Fixed, so that the broker fences off a stalled publisher when another begins. */
const transactionalId = 'casetrace-outbox';

const requestMs = 10_000;

/** Publishes case events in order, each batch as one transaction. One publisher serves until its first error. */
export class TransactionalProducer {
  private constructor(private readonly producer: Producer) {}

  /** Connects and fences off every earlier publisher. @throws when Kafka does not answer. */
  static async connect(brokers: string[], log: Log): Promise<TransactionalProducer> {
    const kafka = createKafka({
      clientId: 'event-publisher',
      brokers,
      connectionTimeout: 3_000,
      requestTimeout: requestMs,
      retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000 },
      log,
    });
    const producer = kafka.producer({
      transactionalId,
      idempotent: true,
      maxInFlightRequests: 1,
      transactionTimeout: 30_000,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000 },
    });
    try {
      await producer.connect();
      // The broker fences off earlier publishers when the first transaction is begun, which may be long after connecting.
      await (await producer.transaction()).abort();
    } catch (error) {
      await producer.disconnect().catch(() => undefined);
      throw error;
    }
    return new TransactionalProducer(producer);
  }

  /** Resolves when all in-sync replicas have the whole batch. After an error the publisher is of no more use. */
  async publish(messages: CaseEventMessage[]): Promise<void> {
    const transaction = await this.producer.transaction();
    try {
      await transaction.send({
        topic: caseEventsTopic,
        acks: -1,
        timeout: requestMs,
        messages: messages.map((message) => ({
          key: message.trackingNumber,
          value: JSON.stringify(caseEventMessage.parse(message)),
          headers: { id: eventId(message), type: message.type, schemaVersion: String(message.schemaVersion) },
        })),
      });
      await transaction.commit();
    } catch (error) {
      await transaction.abort().catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
  }
}
