import { expect } from '@jest/globals';
import { createLog, type RunningService, startService } from '@casetrace/service-kit';
import { type PolicyPeriods, policyInSeconds } from './policy-in-seconds';
import { workerConfiguration } from '../../../apps/case-workflow-worker/src/configuration';
import { EngineConnection } from '../../../apps/case-workflow-worker/src/temporal/engine-connection';
import { installRuntime } from '../../../apps/case-workflow-worker/src/temporal/runtime';
import { workerService } from '../../../apps/case-workflow-worker/src/worker-service';
import { WorkerProcess } from '../../../apps/case-workflow-worker/src/worker-process';
import { eventually, freshDatabase, freshNamespace, temporalAddress } from '../../engines';
import { RecordUnderTest } from '../record/record-under-test';

installRuntime();

export interface WorldOptions {
  /** Where the worker believes Temporal to be; default: where it is. */
  temporalAddress?: string;
  namespace?: string;
  /** Further settings of the worker. */
  environment?: Record<string, string>;
}

/** A record of its own, a namespace of its own, and the worker process between them. */
export class World {
  private service: RunningService | undefined;

  private constructor(
    public record: RecordUnderTest,
    readonly databaseUrl: string,
    readonly engine: EngineConnection,
    private readonly options: WorldOptions,
  ) {}

  /** Makes database and namespace, starts the worker. */
  static async begin(options: WorldOptions = {}): Promise<World> {
    const { url } = await freshDatabase();
    const world = await World.on(url, options);
    try {
      await world.startWorker();
      return world;
    } catch (error) {
      await world.end();
      throw error;
    }
  }

  /** The same record under a (new) namespace; no worker runs yet. */
  static async on(databaseUrl: string, options: WorldOptions = {}): Promise<World> {
    const record = await RecordUnderTest.open(databaseUrl, { deadlineJitterSeconds: 0 });
    const engine = new EngineConnection({
      TEMPORAL_ADDRESS: temporalAddress(),
      TEMPORAL_NAMESPACE: options.namespace ?? (await freshNamespace()),
      TEMPORAL_CALL_MS: 10_000,
    });
    return new World(record, databaseUrl, engine, options);
  }

  /** What `npm start` tells the worker, and what this world says besides. */
  get environment(): Record<string, string> {
    return {
      DATABASE_URL: this.databaseUrl,
      TEMPORAL_ADDRESS: this.options.temporalAddress ?? temporalAddress(),
      TEMPORAL_NAMESPACE: this.engine.namespace,
      DEADLINE_JITTER_SECONDS: '0',
      DATABASE_POOL_SIZE: '8',
      WORKER_GRACE_SECONDS: '5',
      LOG_LEVEL: 'silent',
      PORT: '0',
      ...this.options.environment,
    };
  }

  /** Resolves when deadlines are polled, unless it is told not to wait for that. */
  async startWorker({ untilPolling = true } = {}): Promise<void> {
    const configuration = workerConfiguration.parse(this.environment);
    const log = createLog({ service: 'worker-specs', level: configuration.LOG_LEVEL });
    this.service = await startService(workerService(configuration), log);
    const polls = (): void => {
      const { state, trouble } = this.process.workers;
      expect({ state, trouble }).toEqual({ state: 'polling', trouble: null });
    };
    // A busy machine takes its time to bundle the workflows.
    if (untilPolling) await eventually(polls, { withinMs: 120_000 });
  }

  async stopWorker(): Promise<void> {
    await this.service?.app.close();
    this.service = undefined;
  }

  get process(): WorkerProcess {
    if (!this.service) throw new Error('The worker does not run.');
    return this.service.app.get(WorkerProcess);
  }

  /** `http://host:port` of its health. */
  get address(): string {
    return this.service?.url ?? '';
  }

  /** From now on the limits of a category are these seconds; what is not named is an hour. */
  async limits(category: string, periods: PolicyPeriods): Promise<void> {
    await this.record.publisher.publishPolicy(policyInSeconds(category, periods), {
      by: 'city-1',
      reason: 'specs of the worker',
    });
  }

  /** After it was closed. */
  async reopenRecord(): Promise<void> {
    this.record = await RecordUnderTest.open(this.databaseUrl, { deadlineJitterSeconds: 0 });
  }

  async end(): Promise<void> {
    await this.stopWorker();
    await this.engine.close();
    await this.record.close();
  }
}
