import type { Metrics } from '@casetrace/service-kit';
import { Counter, Gauge } from 'prom-client';

/** What the publisher counts. No label names a case or a person. */
export class PublishingFigures {
  readonly published;
  readonly publishFailures;
  readonly outboxWaiting;
  readonly outboxLagSeconds;

  constructor({ registry }: Pick<Metrics, 'registry'>) {
    const registers = [registry];
    this.published = new Counter({
      name: 'casetrace_events_published_total',
      help: 'Events that Kafka has',
      registers,
    });
    this.publishFailures = new Counter({
      name: 'casetrace_event_publish_failures_total',
      help: 'Attempts to publish that failed',
      registers,
    });
    this.outboxWaiting = new Gauge({
      name: 'casetrace_outbox_events',
      help: 'Events that Kafka does not have yet',
      registers,
    });
    this.outboxLagSeconds = new Gauge({
      name: 'casetrace_outbox_lag_seconds',
      help: 'Age of the oldest event that Kafka does not have yet',
      registers,
    });
  }
}
