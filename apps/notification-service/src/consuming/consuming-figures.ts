import { Counter, Gauge, type Registry } from 'prom-client';

/** Figures of the consumer, for Prometheus: no ids of cases. */
export class ConsumingFigures {
  readonly messages: Counter<'outcome'>;
  readonly lag: Gauge<'partition'>;

  constructor(registry: Registry) {
    this.messages = new Counter({
      name: 'casetrace_notification_messages_total',
      help: 'Case events worked off, by outcome; failed and outage count attempts',
      labelNames: ['outcome'],
      registers: [registry],
    });
    this.lag = new Gauge({
      name: 'casetrace_notification_consumer_lag',
      help: 'Messages of a partition that were not worked off at its last fetch',
      labelNames: ['partition'],
      registers: [registry],
    });
  }
}
