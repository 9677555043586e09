import { caseEventsDeadLetterTopic } from '@casetrace/contracts';
import type { Admin } from 'kafkajs';

/** A stretch of a partition of the dead-letter topic that was not replayed yet. */
export interface WaitingPlaces {
  partition: number;
  /** the first offset that waits */
  from: bigint;
  /** the offset after the last one */
  end: bigint;
}

/** The group whose offsets say how far the dead letters of a consumer group were replayed. */
export const replayGroupOf = (consumerGroup: string): string => `${consumerGroup}.replay`;

/** What stands on the dead-letter topic and was not replayed. @throws when Kafka or the topic cannot be reached. */
export async function waitingPlaces(admin: Admin, consumerGroup: string): Promise<WaitingPlaces[]> {
  const topic = caseEventsDeadLetterTopic;
  const [committed] = await admin.fetchOffsets({ groupId: replayGroupOf(consumerGroup), topics: [topic] });
  const replayed = new Map(committed?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
  const all = (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => {
    const done = replayed.get(partition) ?? -1n;
    return { partition, from: done > BigInt(low) ? done : BigInt(low), end: BigInt(high) };
  });
  return all.filter(({ from, end }) => from < end);
}
