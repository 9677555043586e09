import { Connection, Client } from '@temporalio/client';
import { NativeConnection, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Measured } from '../measures';
import { measured, repeated, waitFor } from '../measures';
import type { FloorActivities } from './activities';
import { nudgeSignal, timed, waiting } from './workflows';

const taskQueue = 'bench-floor';
const running = `TaskQueue='${taskQueue}' AND ExecutionStatus='Running'`;

/** A minimal workflow on the server that the product runs on: what the engine gives by itself, in the same run. */
export class TemporalFloor {
  private constructor(
    private readonly connection: Connection,
    private readonly native: NativeConnection,
    private readonly worker: Worker,
    private readonly running: Promise<void>,
    private readonly client: Client,
  ) {}

  static async start(
    address: string,
    namespace: string,
    activities: FloorActivities,
  ): Promise<TemporalFloor> {
    const connection = await Connection.connect({ address });
    const native = await NativeConnection.connect({ address });
    const bundle = await bundleWorkflowCode({ workflowsPath: join(__dirname, 'workflows.js') });
    const worker = await Worker.create({
      connection: native,
      namespace,
      taskQueue,
      workflowBundle: bundle,
      activities,
      maxCachedWorkflows: 4_000,
    });
    return new TemporalFloor(connection, native, worker, worker.run(), new Client({ connection, namespace }));
  }

  /** Starts or signals `count` workflows with `concurrency` calls under way. The same `prefix` again: known ones. */
  async signalWithStart(prefix: string, count: number, concurrency: number): Promise<Measured> {
    return this.many(count, concurrency, async (index) => {
      await this.client.workflow.signalWithStart(waiting, {
        workflowId: `${prefix}-${index}`,
        taskQueue,
        signal: nudgeSignal,
        signalArgs: [index],
      });
    });
  }

  /** Starts `count` timers that are all due `waitMs` from now. */
  async startTimers(count: number, dueAt: number): Promise<void> {
    const prefix = `bench-timer-${randomUUID()}`;
    await this.many(count, 32, async (index) => {
      await this.client.workflow.start(timed, {
        workflowId: `${prefix}-${index}`,
        taskQueue,
        args: [{ waitMs: Math.max(dueAt - Date.now(), 0), id: `${prefix}-${index}` }],
      });
    });
  }

  /** Resolves when the server has put away what was begun: it lists `count` of them as running. */
  async listed(count: number): Promise<void> {
    await waitFor(async () => (await this.client.workflow.count(running)).count >= count);
  }

  /** Ends what the floor left waiting, so that it does not burden the rest of the run; resolves when it is put away. */
  async terminateAll(): Promise<void> {
    for await (const { workflowId } of this.client.workflow.list({ query: running })) {
      await this.client.workflow
        .getHandle(workflowId)
        .terminate('bench ended')
        .catch(() => undefined);
    }
    await waitFor(async () => (await this.client.workflow.count(running)).count === 0);
  }

  async stop(): Promise<void> {
    this.worker.shutdown();
    await this.running;
    await this.native.close();
    await this.connection.close();
  }

  private async many(
    count: number,
    concurrency: number,
    work: (index: number) => Promise<void>,
  ): Promise<Measured> {
    const latencies: number[] = [];
    const begun = performance.now();
    await repeated(count, concurrency, async (index) => {
      const sent = performance.now();
      await work(index);
      latencies.push(performance.now() - sent);
    });
    return measured(latencies, performance.now() - begun);
  }
}
