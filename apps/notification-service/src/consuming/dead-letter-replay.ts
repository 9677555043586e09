import { caseEventsDeadLetterTopic } from '@casetrace/contracts';
import { withAdmin } from '@casetrace/kafka-client';
import type { EachBatchPayload, Kafka } from 'kafkajs';
import { replayGroupOf, waitingPlaces } from './dead-letter-places';
import { deadLetterHeaders } from './dead-letters';
import type { MessageWorker } from './message-worker';

/** How a replay came out. `skipped` are dead letters of other consumers. */
export interface Replayed {
  tried: number;
  skipped: number;
}

/**
 * Works off again what stands among the dead letters of a consumer at this moment. What fails again goes to their end, with
 * its story kept; what was replayed before is not tried again. Interrupted and begun anew it goes on where it was.
 */
export class DeadLetterReplay {
  private readonly outcome: Replayed = { tried: 0, skipped: 0 };
  /** the offset of each partition that the replay ends at */
  private readonly ends = new Map<number, bigint>();

  constructor(
    private readonly kafka: Kafka,
    private readonly worker: MessageWorker,
    private readonly consumerGroup: string,
  ) {}

  /** @throws when Kafka cannot be reached. */
  async run(): Promise<Replayed> {
    await this.findEnds();
    if (this.ends.size === 0) return this.outcome;
    const consumer = this.kafka.consumer({
      groupId: replayGroupOf(this.consumerGroup),
      allowAutoTopicCreation: false,
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [caseEventsDeadLetterTopic], fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
        const eachBatch = async (payload: EachBatchPayload): Promise<void> => {
          await this.workOff(payload);
          if (this.ends.size === 0) resolve();
        };
        consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch }).catch(reject);
      });
    } finally {
      await consumer.disconnect();
    }
    return this.outcome;
  }

  private async findEnds(): Promise<void> {
    await withAdmin(this.kafka, async (admin) => {
      for (const { partition, end } of await waitingPlaces(admin, this.consumerGroup))
        this.ends.set(partition, end);
    });
  }

  private async workOff(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const heartbeat = (): Promise<void> => payload.heartbeat();
    const end = this.ends.get(batch.partition);
    const signal = new AbortController().signal;
    for (const { offset, key, value, headers = {} } of batch.messages) {
      if (end === undefined || BigInt(offset) >= end) break;
      if (String(headers[deadLetterHeaders.consumer]) === this.consumerGroup) {
        const message = { topic: batch.topic, partition: batch.partition, offset, key, value, headers };
        await this.worker.workOff(message, { heartbeat, signal });
        this.outcome.tried += 1;
      } else {
        this.outcome.skipped += 1;
      }
      payload.resolveOffset(offset);
      await heartbeat();
      if (BigInt(offset) + 1n === end) this.ends.delete(batch.partition);
    }
    await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
  }
}
