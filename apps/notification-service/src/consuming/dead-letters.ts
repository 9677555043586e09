import { caseEventsDeadLetterTopic } from '@casetrace/contracts';
import { type IHeaders, type Kafka, Partitioners, type Producer } from 'kafkajs';

/** A message as it came, with where it came from. */
export interface IncomingMessage {
  topic: string;
  partition: number;
  offset: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: IHeaders;
}

/** Why and when a message was given up. */
export interface GivenUp {
  error: string;
  attempts: number;
  /** milliseconds since 1970 */
  firstFailureAt: number;
}

/** Names of the headers that say what happened to a dead letter. */
export const deadLetterHeaders = {
  consumer: 'casetrace-consumer',
  topic: 'casetrace-original-topic',
  partition: 'casetrace-original-partition',
  offset: 'casetrace-original-offset',
  error: 'casetrace-error',
  attempts: 'casetrace-attempts',
  firstFailureAt: 'casetrace-first-failure-at',
  diedAt: 'casetrace-died-at',
} as const;

const longestError = 500;

/**
 * Writes to the dead-letter topic what cannot be worked off: key, value and headers as they came, and headers of its own. A
 * message that is given up twice (the process died before the offset was noted) stands there twice, told by its offset.
 */
export class DeadLetters {
  private readonly producer: Producer;
  private connected: Promise<void> | undefined;

  constructor(
    kafka: Kafka,
    private readonly consumer: string,
  ) {
    this.producer = kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      maxInFlightRequests: 1,
    });
  }

  /** Resolves when the broker has it. @throws when Kafka cannot be reached. */
  async bury(message: IncomingMessage, reason: GivenUp): Promise<void> {
    await this.connect();
    await this.producer.send({
      topic: caseEventsDeadLetterTopic,
      acks: -1,
      messages: [
        {
          key: message.key,
          value: message.value,
          headers: { ...this.headersOf(message, reason), ...message.headers, ...latest(reason) },
        },
      ],
    });
  }

  async close(): Promise<void> {
    if (this.connected) await this.producer.disconnect();
  }

  private connect(): Promise<void> {
    this.connected ??= this.producer.connect().catch((error: unknown) => {
      this.connected = undefined;
      throw error;
    });
    return this.connected;
  }

  /** Where it came from and when it first failed: kept as they are when a replayed message dies again. */
  private headersOf({ topic, partition, offset }: IncomingMessage, { firstFailureAt }: GivenUp): IHeaders {
    return {
      [deadLetterHeaders.consumer]: this.consumer,
      [deadLetterHeaders.topic]: topic,
      [deadLetterHeaders.partition]: String(partition),
      [deadLetterHeaders.offset]: offset,
      [deadLetterHeaders.firstFailureAt]: new Date(firstFailureAt).toISOString(),
    };
  }
}

const latest = ({ error, attempts }: GivenUp): IHeaders => ({
  [deadLetterHeaders.error]: error.slice(0, longestError),
  [deadLetterHeaders.attempts]: String(attempts),
  [deadLetterHeaders.diedAt]: new Date().toISOString(),
});
