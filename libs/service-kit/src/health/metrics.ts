import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** The figures of one service, for Prometheus. Labels are templates and codes, never ids of cases or people. */
export class Metrics {
  readonly registry = new Registry();
  readonly requestDurations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by method, route template and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
  }

  /** Adds the figures of the process itself: memory, event loop, garbage collection. */
  observeProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }
}
