import { setTimeout as delay } from 'node:timers/promises';
import { ChildEngine } from './child-engine';
import type { Ending, Engine } from './engine';
import { inWords } from './in-words';
import type { Niceness } from './niceness';

/** When a dead process is begun anew; milliseconds. */
export interface Backoff {
  /** The wait after the first end; it doubles with each further one. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** A process that lived this long is forgiven its earlier ends. */
  readonly resetAfterMs: number;
}

export interface SupervisionOptions {
  readonly backoff?: Backoff;
  /** Where the operator is told. */
  readonly say?: (line: string) => void;
}

/** An engine that is begun anew, on its data and port, whenever it dies unasked. `stop` ends it and the watch. */
export interface SupervisedProcess extends Engine {
  /** How often it was begun anew so far. */
  readonly restarts: number;
}

export const defaultBackoff: Backoff = { firstMs: 500, longestMs: 30_000, resetAfterMs: 60_000 };

/** The wait before the next start after `ends` ends in a row (1 for the first). */
export function waitBeforeRestart(ends: number, backoff: Backoff): number {
  return Math.min(backoff.firstMs * 2 ** (ends - 1), backoff.longestMs);
}

/** Watches a started engine from now on: a dead one is started again with backoff, and that is said. */
export function supervise(engine: Engine, options: SupervisionOptions = {}): SupervisedProcess {
  return new Supervision(
    engine,
    options.backoff ?? defaultBackoff,
    options.say ?? ((line) => console.log(line)),
  );
}

class Supervision implements SupervisedProcess {
  restarts = 0;
  private endsInARow = 0;
  private startedAt = Date.now();
  private readonly over = new AbortController();

  constructor(
    private readonly engine: Engine,
    private readonly backoff: Backoff,
    private readonly say: (line: string) => void,
  ) {
    engine.onEnd((ending, wanted) => {
      if (!wanted && !this.over.signal.aborted) void this.startAgain(ending);
    });
  }

  get name(): string {
    return this.engine.name;
  }
  get address(): string {
    return this.engine.address;
  }
  get pid(): number | undefined {
    return this.engine.pid;
  }
  get logFile(): string {
    return this.engine.logFile;
  }

  start = (): Promise<void> => this.engine.start();
  ready = (): Promise<void> => this.engine.ready();
  restart = (): Promise<void> => this.engine.restart();
  ended = (): Promise<Ending> => this.engine.ended();
  kill = (signal: NodeJS.Signals): void => this.engine.kill(signal);
  onEnd = (listener: (ending: Ending, wanted: boolean) => void): (() => void) => this.engine.onEnd(listener);

  async stop(): Promise<void> {
    this.over.abort();
    await this.engine.stop();
  }

  private async startAgain(ending: Ending): Promise<void> {
    if (Date.now() - this.startedAt > this.backoff.resetAfterMs) this.endsInARow = 0;
    const wait = waitBeforeRestart(++this.endsInARow, this.backoff);
    this.say(`${this.name} ended (${ending}); starting it again in ${wait / 1000} s. Log: ${this.logFile}`);
    try {
      await delay(wait, undefined, { signal: this.over.signal });
      await this.beginAnew();
    } catch (error) {
      const stillRuns = this.pid !== undefined && !this.over.signal.aborted;
      if (stillRuns) this.say(inWords(error));
    }
  }

  private async beginAnew(): Promise<void> {
    this.startedAt = Date.now();
    this.restarts += 1;
    await this.engine.start();
    if (this.over.signal.aborted) return this.engine.stop();
    await this.engine.ready();
    this.say(`${this.name} is back after ${((Date.now() - this.startedAt) / 1000).toFixed(1)} s`);
  }
}

/** One of our own programs: how to run it and where it says that it is ready. Periods are milliseconds. */
export interface ProcessSpec extends SupervisionOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly logFile: string;
  /** Answers 200 as soon as the process can work. */
  readonly readyUrl: string;
  readonly pidFile?: string;
  readonly niceness?: Niceness;
  readonly stopGraceMs?: number;
  readonly readyTimeoutMs?: number;
}

/** Starts one of our own programs; from its first ready moment on it is supervised. */
export async function superviseProcess(spec: ProcessSpec): Promise<SupervisedProcess> {
  const engine = new ChildEngine({
    ...spec,
    address: new URL(spec.readyUrl).origin,
    pidFile: spec.pidFile ?? `${spec.logFile}.pid`,
    probe: () => answersOk(spec.readyUrl),
  });
  await engine.start();
  return supervise(engine, spec);
}

/** Resolves when a GET of the URL is answered with 200. */
export async function answersOk(url: string): Promise<void> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  await answer.body?.cancel();
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
}
