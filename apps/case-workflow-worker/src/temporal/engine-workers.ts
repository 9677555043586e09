import { existsSync } from 'node:fs';
import { taskQueues } from '@casetrace/contracts';
import { type Log, Patience } from '@casetrace/service-kit';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { CaseActivities } from '../activities/case-activities';
import { bundleWorkflows, workflowBundlePath } from '../bundle';
import type { EngineConnection } from './engine-connection';
import { ensureSchedules, type ScheduledProcedure } from './schedules';
import { verifyAttributes } from './search-attributes';

export interface EngineWorkersOptions {
  address: string;
  maxCachedWorkflows: number;
  workflowTasksAtOnce: number;
  /** as many as there are connections to the record */
  stepsAtOnce: number;
  graceSeconds: number;
  /** what begins by the clock of the engine */
  schedules: readonly ScheduledProcedure[];
}

export type WorkersState = 'waiting' | 'polling' | 'stopped';

/**
 * How long one step of a workflow may compute. Node aborts the whole process when the limit of the SDK (5 s) strikes a thread that
 * only had to wait for a processor (nodejs/node 38503); ours compute for milliseconds.
 */
const isolateExecutionTimeout = '60s';
/** The SDK takes that limit, but does not name it. */
type SharedOptions = Omit<WorkerOptions, 'taskQueue'> & { isolateExecutionTimeout: string };
/** After the grace, this long until tasks are given up. */
const forceAfterGraceSeconds = 10;

/**
 * The two workers of this process, one for each task queue. Begins to poll when Temporal answers and the search attributes
 * are right, and begins anew when a worker fails.
 */
export class EngineWorkers {
  private readonly patience = new Patience(500, 5_000);
  private workers: Worker[] = [];
  private running: Promise<void> | undefined;
  state: WorkersState = 'waiting';
  /** why nothing is polled, where that is so */
  trouble: string | null = null;

  constructor(
    private readonly engine: EngineConnection,
    private readonly activities: { ofCases: CaseActivities; ofProcedures: object },
    private readonly options: EngineWorkersOptions,
    private readonly log: Log,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Polls no more, lets tasks finish within the grace, ends them a little later by force. */
  async stop(): Promise<void> {
    this.patience.stop();
    this.shutDown();
    await this.running;
    this.state = 'stopped';
  }

  private async run(): Promise<void> {
    while (!this.patience.stopped) {
      try {
        await verifyAttributes(this.engine);
        await ensureSchedules(this.engine, this.options.schedules);
        await this.poll();
      } catch (error) {
        this.trouble = error instanceof Error ? error.message : String(error);
        this.log.warn({ err: error }, 'no deadlines are worked off: Temporal cannot be polled');
        await this.patience.afterFailure();
      } finally {
        this.state = 'waiting';
      }
    }
  }

  /** Resolves when both workers were shut down. @throws when one of them failed. */
  private async poll(): Promise<void> {
    const { address } = this.options;
    const connection = await NativeConnection.connect({ address, grpcCompression: { codec: 'none' } });
    try {
      this.workers = await this.createWorkers(connection);
      const runs = this.workers.map((worker) => worker.run());
      // A worker that never ran could not be let go of.
      if (this.patience.stopped) this.shutDown();
      this.state = 'polling';
      this.trouble = null;
      this.patience.succeeded();
      this.log.info({ queues: Object.values(taskQueues) }, 'works off deadlines');
      try {
        await Promise.all(runs);
      } finally {
        this.shutDown();
        await Promise.allSettled(runs);
      }
    } finally {
      this.workers = [];
      await connection.close();
    }
  }

  private shutDown(): void {
    for (const worker of this.workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  }

  private async createWorkers(connection: NativeConnection): Promise<Worker[]> {
    const { ofCases, ofProcedures } = this.activities;
    const { stepsAtOnce, workflowTasksAtOnce, maxCachedWorkflows, graceSeconds } = this.options;
    const shared: SharedOptions = {
      connection,
      namespace: this.engine.namespace,
      workflowBundle: await workflowBundle(),
      shutdownGraceTime: graceSeconds * 1_000,
      shutdownForceTime: (graceSeconds + forceAfterGraceSeconds) * 1_000,
      stickyQueueScheduleToStartTimeout: '5s',
      isolateExecutionTimeout,
    };
    return Promise.all([
      Worker.create({
        ...shared,
        taskQueue: taskQueues.caseDeadlines,
        activities: ofCases,
        enableNonLocalActivities: false,
        maxCachedWorkflows,
        maxConcurrentWorkflowTaskExecutions: workflowTasksAtOnce,
        maxConcurrentLocalActivityExecutions: stepsAtOnce,
      }),
      Worker.create({
        ...shared,
        taskQueue: taskQueues.procedures,
        activities: ofProcedures,
        maxCachedWorkflows: 100,
        maxConcurrentWorkflowTaskExecutions: 4,
        // A long procedure or two must not keep the watch waiting.
        maxConcurrentActivityTaskExecutions: 6,
        workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 2 },
        activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 1 },
      }),
    ]);
  }
}

let bundledFromSource: Promise<string> | undefined;

/** What the build left; bundled now, once in a process, where this runs from source. */
async function workflowBundle(): Promise<NonNullable<WorkerOptions['workflowBundle']>> {
  if (existsSync(workflowBundlePath)) return { codePath: workflowBundlePath };
  bundledFromSource ??= bundleWorkflows();
  return { code: await bundledFromSource };
}
