import { recalculationWorkflowId, taskQueues, workflowTypes } from '@casetrace/contracts';
import { type Log, Repeated } from '@casetrace/service-kit';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { RelayFigures } from '../figures';
import type { EngineConnection } from '../temporal/engine-connection';
import type { recalculateDeadlines } from '../workflows/recalculate-deadlines';

/** How the record stands towards its sinks. */
export interface RecordWatch {
  /** Has cases and process reviews told again whose deadline is past by more than the grace; how many. */
  redeliverOverdue(graceSeconds: number): Promise<number>;
  /** The newest rules, while open cases are computed with older ones; else null. */
  rulesToTakeUp(): Promise<number | null>;
  backlog(graceSeconds: number): Promise<Backlog>;
}

export interface Backlog {
  undelivered: number;
  /** of the undelivered ones, those that failed before */
  failing: number;
  overdue: number;
  /** cases that the read models do not know the newest of */
  unread: number;
}

export interface WatchOptions {
  everySeconds: number;
  graceSeconds: number;
}

/**
 * Watches the watcher (design.md, "How a case flows" 5): what the engine missed is told to it again, a recalculation that
 * is due is started, and the backlogs are measured. It decides nothing.
 */
export class Watch {
  private readonly work: Repeated;
  /** what was seen last; null before the first look */
  backlog: Backlog | null = null;
  /** Temporal did not answer at the last look */
  temporalIsSilent = false;

  constructor(
    private readonly record: RecordWatch,
    private readonly engine: EngineConnection,
    private readonly options: WatchOptions,
    private readonly log: Log,
    private readonly figures: RelayFigures,
  ) {
    this.work = new Repeated(
      async () => {
        await this.look();
        return options.everySeconds * 1_000;
      },
      (error) => log.error({ err: error }, 'the watch failed'),
    );
  }

  start(): void {
    this.work.start();
  }

  async stop(): Promise<void> {
    await this.work.stop();
  }

  /** One look. Each part is tried, whatever becomes of the others. */
  async look(): Promise<void> {
    const parts = {
      probe: () => this.probe(),
      measure: () => this.measure(),
      redeliver: () => this.redeliver(),
      recalculate: () => this.recalculate(),
    };
    for (const [part, look] of Object.entries(parts)) {
      await look().catch((error: unknown) =>
        this.log.warn({ err: error, part }, 'a look at the record failed'),
      );
    }
  }

  private async probe(): Promise<void> {
    this.temporalIsSilent = await this.engine.probe().then(
      () => false,
      () => true,
    );
  }

  private async measure(): Promise<void> {
    this.backlog = await this.record.backlog(this.options.graceSeconds);
    this.figures.undelivered.set(this.backlog.undelivered);
    this.figures.failing.set(this.backlog.failing);
    this.figures.overdue.set(this.backlog.overdue);
    this.figures.readModelsWaiting.set(this.backlog.unread);
  }

  private async redeliver(): Promise<void> {
    const cases = await this.record.redeliverOverdue(this.options.graceSeconds);
    if (cases === 0) return;
    this.figures.redelivered.inc(cases);
    this.log.warn({ cases }, 'deadlines were missed: their cases are told to the engine again');
  }

  private async recalculate(): Promise<void> {
    const rulesVersion = await this.record.rulesToTakeUp();
    if (rulesVersion === null) return;
    try {
      await this.engine.call(() =>
        this.engine.client.workflow.start<typeof recalculateDeadlines>(workflowTypes.recalculateDeadlines, {
          workflowId: recalculationWorkflowId(rulesVersion),
          taskQueue: taskQueues.procedures,
          args: [{ rulesVersion }],
          staticSummary: `takes open cases up to rules version ${rulesVersion}`,
        }),
      );
      this.log.info({ rulesVersion }, 'recalculates deadlines');
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}
