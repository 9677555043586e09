import type { Metrics } from '@casetrace/service-kit';
import { Counter, Gauge, Histogram } from 'prom-client';

/** What the relay, the read models and the watch count. No label names a case or a person. */
export class RelayFigures {
  private readonly deliveries;
  private readonly deliverySeconds;
  readonly redelivered;
  readonly undelivered;
  readonly failing;
  readonly overdue;
  readonly readModelsWaiting;
  readonly readModelsFailing;

  constructor({ registry }: Pick<Metrics, 'registry'>) {
    const registers = [registry];
    this.deliveries = new Counter({
      name: 'casetrace_engine_deliveries_total',
      help: 'Cases told to Temporal, by outcome',
      labelNames: ['outcome'] as const,
      registers,
    });
    this.deliverySeconds = new Histogram({
      name: 'casetrace_engine_delivery_seconds',
      help: 'How long one call to Temporal took',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    });
    this.redelivered = new Counter({
      name: 'casetrace_overdue_redelivered_total',
      help: 'Cases whose deadline the engine had missed, told to it again',
      registers,
    });
    this.undelivered = new Gauge({
      name: 'casetrace_engine_undelivered',
      help: 'Cases that Temporal does not know the newest of',
      registers,
    });
    this.failing = new Gauge({
      name: 'casetrace_engine_failing',
      help: 'Cases that could not be told to Temporal and are put off',
      registers,
    });
    this.overdue = new Gauge({
      name: 'casetrace_overdue_cases',
      help: 'Cases whose deadline is past by more than the grace and not applied',
      registers,
    });
    this.readModelsWaiting = new Gauge({
      name: 'casetrace_read_models_waiting',
      help: 'Cases that search and figures do not know the newest of',
      registers,
    });
    this.readModelsFailing = new Gauge({
      name: 'casetrace_read_models_failing',
      help: 'Cases that could not be written to search and figures and are put off',
      registers,
    });
  }

  /** Begins the measurement of one call; the answer ends it. */
  telling(): (outcome: 'delivered' | 'failed') => void {
    const end = this.deliverySeconds.startTimer();
    return (outcome) => {
      end();
      this.deliveries.inc({ outcome });
    };
  }
}
