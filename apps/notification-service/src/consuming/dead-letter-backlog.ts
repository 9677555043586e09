import { type Log, withinMs } from '@casetrace/service-kit';
import type { Admin, Kafka } from 'kafkajs';
import { Gauge, type Registry } from 'prom-client';
import { waitingPlaces } from './dead-letter-places';

/** How long a count holds: probes and Prometheus ask more often than Kafka is worth asking. */
const freshMs = 5_000;
/** How long who asks is kept waiting for a new count; Kafka may be away. */
const patienceMs = 1_500;

/**
 * How many dead letters wait for a replay: nobody was told of these events. Counted from offsets, so those of other consumers
 * on the topic count until a replay has passed them by.
 */
export class DeadLetterBacklog {
  private known: number | undefined;
  private lookedAt = 0;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly kafka: Pick<Kafka, 'admin'>,
    private readonly consumerGroup: string,
    private readonly log: Log,
  ) {}

  /** The count, or the last one known while Kafka does not answer; undefined where there was none yet. Never rejects. */
  async count(): Promise<number | undefined> {
    if (Date.now() - this.lookedAt > freshMs) {
      this.looking ??= this.look().finally(() => (this.looking = undefined));
      await withinMs(patienceMs, this.looking).catch(() => undefined);
    }
    return this.known;
  }

  /** Adds the count to the figures of the service. */
  observeIn(registry: Registry): void {
    const count = (): Promise<number | undefined> => this.count();
    new Gauge({
      name: 'casetrace_notification_dead_letters',
      help: 'Case events that could not be worked off and wait for a replay',
      registers: [registry],
      async collect() {
        const waiting = await count();
        if (waiting === undefined) this.remove();
        else this.set(waiting);
      },
    });
  }

  /** Lets a look that is under way end. */
  async close(): Promise<void> {
    await this.looking;
  }

  private async look(): Promise<void> {
    const admin = this.kafka.admin({ retry: { retries: 1 } });
    try {
      this.known = await this.countBy(admin);
    } catch (error) {
      this.log.debug({ err: error }, 'the dead letters could not be counted');
    } finally {
      this.lookedAt = Date.now();
      await admin.disconnect().catch(() => undefined);
    }
  }

  private async countBy(admin: Admin): Promise<number> {
    await admin.connect();
    const places = await waitingPlaces(admin, this.consumerGroup);
    return places.reduce((sum, { from, end }) => sum + Number(end - from), 0);
  }
}
