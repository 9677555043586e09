import { Counter, Histogram, type Registry } from 'prom-client';

/** Figures of the deliverer, for Prometheus: no ids of cases. */
export class DeliveringFigures {
  readonly letters: Counter<'outcome'>;
  readonly sending: Histogram;

  constructor(registry: Registry) {
    this.letters = new Counter({
      name: 'casetrace_notification_letters_total',
      help: 'Letters by outcome: sent, failed (tried again later), dead (given up)',
      labelNames: ['outcome'],
      registers: [registry],
    });
    this.sending = new Histogram({
      name: 'casetrace_notification_letter_seconds',
      help: 'How long the mail server took for a letter',
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [registry],
    });
  }
}
