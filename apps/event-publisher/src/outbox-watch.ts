import { type Log, Repeated } from '@casetrace/service-kit';
import type { PublishingFigures } from './figures';

/** What waits in the outbox. */
export interface WaitingEvents {
  lag(): Promise<{ count: number; ageSeconds: number }>;
}

/** Looks now and then whether Kafka is there, which a relay with nothing to publish would not notice, and what waits. */
export class OutboxWatch {
  private readonly work: Repeated;
  /** Kafka did not answer at the last look */
  kafkaIsSilent = false;

  constructor(
    private readonly outbox: WaitingEvents,
    private readonly kafkaAnswers: () => Promise<void>,
    everySeconds: number,
    log: Log,
    private readonly figures: PublishingFigures,
  ) {
    this.work = new Repeated(
      async () => {
        await this.look();
        return everySeconds * 1_000;
      },
      (error) => log.warn({ err: error }, 'what waits in the outbox could not be measured'),
    );
  }

  start(): void {
    this.work.start();
  }

  async stop(): Promise<void> {
    await this.work.stop();
  }

  /** One look. @throws RecordError recordUnavailable. */
  async look(): Promise<void> {
    this.kafkaIsSilent = await this.kafkaAnswers().then(
      () => false,
      () => true,
    );
    const { count, ageSeconds } = await this.outbox.lag();
    this.figures.outboxWaiting.set(count);
    this.figures.outboxLagSeconds.set(ageSeconds);
  }
}
