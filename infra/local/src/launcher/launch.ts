import type { LocalConfiguration } from './configuration';
import { busyPorts } from './ports';
import { Progress } from './progress';
import { stepPrograms } from './programs';
import { Running } from './running';
import { type ProgramEnvironment, runStep, startServices } from './run-programs';
import {
  type LaunchTools,
  neededPorts,
  provideDatabase,
  provideKafka,
  provideMail,
  provideTemporal,
} from './start-engines';
import { StateFolder } from './state-folder';
import { inColumns, summary } from './summary';

export interface LaunchOptions {
  readonly configuration: LocalConfiguration;
  /** Begin without any data of earlier starts. */
  readonly fresh: boolean;
  readonly say: (line: string) => void;
}

/** One run of the whole system on this machine: from the state folder's lock to the last process's end. */
export class Launch {
  private readonly ending = new AbortController();
  private readonly running: Running;
  private readonly tools: LaunchTools;
  private stopped: Promise<void> | undefined;

  constructor(private readonly options: LaunchOptions) {
    const { configuration, say } = options;
    this.running = new Running({
      say,
      backoff: {
        firstMs: configuration.RESTART_FIRST_MS,
        longestMs: configuration.RESTART_LONGEST_MS,
        resetAfterMs: configuration.RESTART_RESET_MS,
      },
    });
    const state = new StateFolder(configuration.CASETRACE_STATE);
    this.tools = {
      configuration,
      state,
      progress: new Progress(say, this.ending.signal),
      running: this.running,
      signal: this.ending.signal,
    };
  }

  /**
   * Starts everything and shows where it is.
   * @throws Error naming the remedy; what was started by then is stopped.
   */
  async start(): Promise<void> {
    this.tools.state.lock();
    try {
      await this.startAll();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Whether the launch was told to stop. */
  get stopping(): boolean {
    return this.stopped !== undefined;
  }

  /** Stops everything in order, also in the middle of a start. */
  stop(): Promise<void> {
    this.stopped ??= (async () => {
      this.ending.abort();
      await this.running.stop(this.options.say);
      await this.tools.progress.settled();
      this.tools.state.unlock();
    })();
    return this.stopped;
  }

  /** Kills everything at once. */
  force(): void {
    this.running.force();
    this.tools.state.unlock();
  }

  private async startAll(): Promise<void> {
    const { options, tools } = this;
    await this.clearTheWay();
    const ACCESS_CODE_SECRET = tools.state.secret('access-code-secret');
    const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, DESKS_BUSY_FROM } = options.configuration;

    const record = this.provideRecord();
    const engines = this.provideEngines();
    const [DATABASE_URL, given] = await Promise.all([record, engines]);
    const environment: ProgramEnvironment = {
      DATABASE_URL,
      ...given,
      TEMPORAL_NAMESPACE,
      ACCESS_CODE_SECRET,
      ...(TEMPORAL_ADDRESS === undefined && { DESKS_BUSY_FROM: String(DESKS_BUSY_FROM) }),
    };
    await startServices(tools, environment);
    for (const line of summary(options.configuration, tools.state, environment)) options.say(line);
  }

  private async clearTheWay(): Promise<void> {
    const { configuration, fresh, say } = this.options;
    const { state } = this.tools;
    const orphans = await state.endOrphans(configuration.STOP_GRACE_MS);
    if (orphans > 0) say(`  ended ${orphans} processes that an earlier start had left behind`);
    const busy = await busyPorts(neededPorts(configuration));
    if (busy !== undefined) throw new Error(busy);
    if (fresh) state.removeData({ keepSecrets: configuration.DATABASE_URL !== undefined });
  }

  private async provideRecord(): Promise<string> {
    const { progress, state } = this.tools;
    const DATABASE_URL = await provideDatabase(this.tools);
    await progress.step('migrations', () => runStep(this.tools, stepPrograms.migrate, { DATABASE_URL }));
    const printed = await progress.step('seed', () =>
      runStep(this.tools, stepPrograms.seed, { DATABASE_URL }),
    );
    await progress.step('guidance', () => runStep(this.tools, stepPrograms.guidance, { DATABASE_URL }));
    state.keepDemoKeys(printed);
    for (const line of inColumns(printed)) this.options.say(`    ${line}`);
    return DATABASE_URL;
  }

  private async provideEngines(): Promise<
    Pick<ProgramEnvironment, 'TEMPORAL_ADDRESS' | 'KAFKA_BROKERS' | 'SMTP_URL'>
  > {
    const { tools } = this;
    const { TEMPORAL_NAMESPACE } = this.options.configuration;
    const engines = [provideTemporal(tools), provideKafka(tools), provideMail(tools)] as const;
    const [TEMPORAL_ADDRESS, KAFKA_BROKERS, SMTP_URL] = await Promise.all(engines);
    const connections = { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, KAFKA_BROKERS };
    await tools.progress.step('topics and search attributes', () =>
      runStep(tools, stepPrograms.setUp, connections),
    );
    return { TEMPORAL_ADDRESS, KAFKA_BROKERS, SMTP_URL };
  }
}
