import type { CaseEventMessage } from '@casetrace/contracts';
import { type Log, type RelayState, Repeated } from '@casetrace/service-kit';
import type { PublishingFigures } from './figures';

/** An event that the broker does not have yet. */
export interface OutboxMessage {
  outboxId: string;
  message: CaseEventMessage;
}

/** The right to publish: one process has it at a time. */
export interface Lead {
  /** false once the connection that holds it broke */
  readonly held: boolean;
  release(): Promise<void>;
}

/** The record's side. */
export interface Outbox {
  tryLead(): Promise<Lead | null>;
  /** The oldest events, in order within each case. */
  take(limit: number): Promise<OutboxMessage[]>;
  remove(outboxIds: string[]): Promise<void>;
}

/** The broker's side: serves until its first error. */
export interface Publisher {
  publish(messages: CaseEventMessage[]): Promise<void>;
  close(): Promise<void>;
}

export interface PublishingOptions {
  batch: number;
  pollMs: number;
}

/** How often a process that does not lead asks whether it may. */
const leadPollMs = 1_000;

/**
 * Brings the outbox to Kafka (design.md, "How a case flows" 3): in order within a case, by one process at a time, rows are
 * removed once the broker has them. A process that dies between the two publishes those events again; consumers know
 * them by their id. While Kafka is down the outbox waits.
 */
export class RelayToKafka {
  private readonly work: Repeated;
  /** `live` also where another process leads */
  state: RelayState = 'starting';
  leads = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly connect: () => Promise<Publisher>,
    private readonly options: PublishingOptions,
    private readonly log: Log,
    private readonly figures: PublishingFigures,
  ) {
    this.work = new Repeated(
      () => this.leadOrWait(),
      (error) => {
        figures.publishFailures.inc();
        this.state = 'down';
        log.warn({ err: error }, 'events wait: the record or Kafka does not answer');
      },
    );
  }

  start(): void {
    this.work.start();
  }

  /** Lets the batch under way finish. */
  async stop(): Promise<void> {
    await this.work.stop();
    this.state = 'stopped';
  }

  private async leadOrWait(): Promise<number> {
    const lead = await this.outbox.tryLead();
    if (lead) {
      await this.publishWhileLeading(lead);
      return 0;
    }
    this.state = 'live';
    return leadPollMs;
  }

  private async publishWhileLeading(lead: Lead): Promise<void> {
    let publisher: Publisher | undefined;
    try {
      publisher = await this.connect();
      this.leads = true;
      this.state = 'live';
      this.log.info('publishes the events of cases');
      while (!this.work.patience.stopped && lead.held) await this.publishOnce(publisher);
    } finally {
      this.leads = false;
      await publisher?.close().catch(() => undefined);
      await lead.release().catch(() => undefined);
    }
  }

  private async publishOnce(publisher: Publisher): Promise<void> {
    const waiting = await this.outbox.take(this.options.batch);
    if (waiting.length > 0) {
      await publisher.publish(waiting.map(({ message }) => message));
      await this.outbox.remove(waiting.map(({ outboxId }) => outboxId));
      this.figures.published.inc(waiting.length);
    }
    this.work.patience.succeeded();
    if (waiting.length < this.options.batch) await this.work.patience.pause(this.options.pollMs);
  }
}
