import { caseEventsDeadLetterTopic, caseEventsTopic, settingsOfTopic } from '@casetrace/contracts';
import { createMissingTopics } from '@casetrace/kafka-client';
import type { Log } from '@casetrace/service-kit';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { ConsumingFigures } from './consuming-figures';
import type { MessageWorker } from './message-worker';
import { type GrowingWait, interruptible, waitAfter } from './patience';

export interface ConsumerOptions {
  /** the consumer group: every copy of the service has the same */
  groupId: string;
  /** partitions of a topic that has to be created */
  topicPartitions: number;
  /** how many partitions are worked off at a time */
  partitionsAtATime: number;
  /** after how many messages of a batch the offset is committed */
  commitEvery: number;
  betweenRestarts: GrowingWait;
}

/** Milliseconds: after the session the group gives the partitions of a silent copy away. */
const sessionTimeout = 10_000;
const heartbeatInterval = 3_000;
/**
 * Inboxes and letters may be a moment late: Kafka gathers events for as long, or as many bytes, before it answers. Else it wakes
 * the consumer for each partition of each batch that is published.
 */
const gathering = { maxWaitTimeInMs: 250, minBytes: 64 * 1_024 };
const silentAfterMs = 3 * sessionTimeout;

/**
 * Runs a kafkajs consumer of `case-events.v1` for as long as the service lives: read committed, offsets committed after the
 * effect and by nobody else, a consumer that crashed is replaced by a new one (kafkajs's own restart is off: one way only).
 */
export class CaseEventsConsumer {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private isMember = false;
  private lastSignOfLife = 0;
  /** whether the group was ever joined: before, the service is not ready */
  everJoined = false;

  constructor(
    private readonly kafka: Kafka,
    private readonly worker: MessageWorker,
    private readonly options: ConsumerOptions,
    private readonly parts: { figures: ConsumingFigures; log: Log },
  ) {}

  /** Begins; a Kafka that cannot be reached is waited for. */
  start(): void {
    this.running ??= this.keepRunning();
  }

  /** Finishes the message at hand, commits and leaves the group. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Whether this copy is a member of the group and heard from Kafka of late. */
  get joined(): boolean {
    return this.isMember && Date.now() - this.lastSignOfLife < silentAfterMs;
  }

  private async keepRunning(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 1; !signal.aborted; failures++) {
      const error = await this.runOnce();
      if (signal.aborted) return;
      if (this.isMember) failures = 1;
      this.isMember = false;
      const wait = waitAfter(failures, this.options.betweenRestarts);
      this.parts.log.warn({ err: error, wait }, 'the consumer crashed and is started anew');
      await interruptible(wait, signal);
    }
  }

  /** One life of a consumer; answers what ended it. */
  private async runOnce(): Promise<unknown> {
    const consumer = this.newConsumer();
    try {
      await this.ensureTopics();
      const crashed = this.watch(consumer);
      await consumer.connect();
      await consumer.subscribe({ topics: [caseEventsTopic], fromBeginning: true });
      // Resolves with the membership. That takes as long as the group waits for a copy that was killed, and is not cut
      // short: kafkajs would become a member all the same, and nobody would work for it.
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: this.options.partitionsAtATime,
        eachBatch: (payload) => this.workOff(payload),
      });
      return await Promise.race([crashed, aborted(this.stopping.signal)]);
    } catch (error) {
      return error;
    } finally {
      await consumer.disconnect().catch(() => undefined);
    }
  }

  private newConsumer(): Consumer {
    return this.kafka.consumer({
      groupId: this.options.groupId,
      readUncommitted: false,
      allowAutoTopicCreation: false,
      sessionTimeout,
      heartbeatInterval,
      rebalanceTimeout: 60_000,
      ...gathering,
      metadataMaxAge: 60_000,
      retry: { retries: 5, initialRetryTime: 300, restartOnFailure: () => Promise.resolve(false) },
    });
  }

  /** Resolves with the error when the consumer crashes. */
  private watch(consumer: Consumer): Promise<unknown> {
    const alive = (): void => {
      this.lastSignOfLife = Date.now();
    };
    for (const event of [consumer.events.FETCH, consumer.events.HEARTBEAT] as const)
      consumer.on(event, alive);
    consumer.on(consumer.events.GROUP_JOIN, () => {
      alive();
      this.isMember = true;
      this.everJoined = true;
      this.parts.log.info({ groupId: this.options.groupId }, 'joined the consumer group');
    });
    return new Promise((resolve) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error));
    });
  }

  private async workOff(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const { signal } = this.stopping;
    const heartbeat = (): Promise<void> => payload.heartbeat();
    const commit = (): Promise<void> => payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
    this.parts.figures.lag.set({ partition: batch.partition }, Number(batch.offsetLagLow()));
    let uncommitted = 0;
    for (const { offset, key, value, headers = {} } of batch.messages) {
      if (signal.aborted || !payload.isRunning() || payload.isStale()) break;
      const message = { topic: batch.topic, partition: batch.partition, offset, key, value, headers };
      if (!(await this.worker.workOff(message, { heartbeat, signal }))) break;
      payload.resolveOffset(offset);
      uncommitted += 1;
      if (uncommitted % this.options.commitEvery === 0) await commit();
      await heartbeat();
    }
    await commit();
    this.parts.figures.lag.set({ partition: batch.partition }, Number(batch.offsetLag()));
  }

  /** The dead-letter topic must be there before the first message fails. */
  private async ensureTopics(): Promise<void> {
    const numPartitions = this.options.topicPartitions;
    await createMissingTopics(
      this.kafka,
      [caseEventsTopic, caseEventsDeadLetterTopic].map((topic) => ({
        topic,
        numPartitions,
        configEntries: settingsOfTopic(topic),
      })),
    );
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
