import type { RecordDatabase } from '@casetrace/case-record';
import { type Readiness, type ReadModelsPort, readModelWarnings, type Warning } from '@casetrace/service-kit';
import type { WorkerProcess } from './worker-process';

const answer = { name: 'worker-readiness', text: 'SELECT 1' };

/**
 * Ready once deadlines are polled and the relay has got through. From then on an outage of Temporal is a warning: the process recovers by itself, and a restart would help nobody. Without the record it is not ready.
 */
export class WorkerReadiness implements Readiness {
  private hasBegun = false;

  constructor(
    private readonly process: Pick<WorkerProcess, 'workers' | 'toTemporal' | 'watch'>,
    private readonly database: Pick<RecordDatabase, 'rows'>,
    private readonly readModels: ReadModelsPort,
  ) {}

  async check(): Promise<void> {
    await this.database.rows(answer);
    const { workers, toTemporal } = this.process;
    this.hasBegun ||= workers.state === 'polling' && toTemporal.state === 'live';
    if (!this.hasBegun)
      throw new Error(
        this.outages()
          .map(({ detail }) => detail)
          .join('; '),
      );
  }

  async warnings(): Promise<Warning[]> {
    const overdue = this.process.watch.backlog?.overdue ?? 0;
    const failing = this.process.watch.backlog?.failing ?? 0;
    return [
      ...this.outages(),
      ...(await readModelWarnings(this.readModels)),
      ...(overdue > 0
        ? [{ code: 'casesOverdue', detail: 'Deadlines passed and are not applied yet.', cases: overdue }]
        : []),
      ...(failing > 0
        ? [{ code: 'casesNotTold', detail: 'Cases that Temporal does not take.', cases: failing }]
        : []),
    ];
  }

  private outages(): Warning[] {
    const { workers, toTemporal, watch } = this.process;
    const outages: Warning[] = [];
    if (workers.state !== 'polling')
      outages.push({
        code: 'deadlinesNotPolled',
        detail: workers.trouble ?? 'Deadlines are not polled yet.',
      });
    if (toTemporal.state !== 'live' || watch.temporalIsSilent)
      outages.push({ code: 'temporalUnreachable', detail: 'Temporal does not answer: news of cases waits.' });
    return outages;
  }
}
