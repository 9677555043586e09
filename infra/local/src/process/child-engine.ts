import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Ending, Engine } from './engine';
import { lastLines, openLog } from './log-file';
import { endOrphan, forgetProcess, recordProcess } from './pid-file';
import { endWithParent } from './end-with-parent';
import { type Niceness, stepBackAsSession, steppingBack } from './niceness';
import { withinTime } from './within-time';

/** How a process is started, recognised as ready, and ended. Periods are milliseconds. */
export interface ChildSpec {
  readonly name: string;
  readonly address: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the process; without it, that of the parent. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** The unprivileged account that the process runs as (root only). */
  readonly account?: { readonly uid: number; readonly gid: number };
  readonly niceness?: Niceness;
  readonly logFile: string;
  /** Where the process is noted, so that a later start can end it should this parent be killed. */
  readonly pidFile: string;
  readonly stopSignal?: NodeJS.Signals;
  readonly stopGraceMs?: number;
  readonly readyTimeoutMs?: number;
  /** How often a process that ends before it is ready is begun anew within one wait. */
  readonly startAttempts?: number;
  /** Resolves when the process answers, rejects when it does not yet. */
  readonly probe: () => Promise<void>;
}

const probeTimeoutMs = 5_000;
const probeEveryMs = 100;

/** An engine in a child process with a group of its own, so that Ctrl-C in a terminal reaches only the launcher. */
export class ChildEngine implements Engine {
  private child: ChildProcess | undefined;
  private ending: Ending = 'not started';
  private wantedEnd = false;
  private readonly listeners = new Set<(ending: Ending, wanted: boolean) => void>();

  constructor(private readonly spec: ChildSpec) {}

  get name(): string {
    return this.spec.name;
  }
  get address(): string {
    return this.spec.address;
  }
  get logFile(): string {
    return this.spec.logFile;
  }
  get pid(): number | undefined {
    return this.child?.pid;
  }

  async start(): Promise<void> {
    if (this.child) return;
    await endOrphan(this.spec.pidFile, this.spec.stopSignal, this.spec.stopGraceMs);
    this.spawn();
  }

  async ready(): Promise<void> {
    const { readyTimeoutMs = 60_000, startAttempts = 1 } = this.spec;
    const deadline = Date.now() + readyTimeoutMs;
    let attempts = startAttempts;
    for (;;) {
      if (!this.child) {
        if (this.wantedEnd || --attempts < 1)
          throw this.failure(`ended before it was ready (${this.ending})`);
        await delay(500);
        if (!this.wantedEnd) this.spawn();
      }
      const answer = await withinTime(this.spec.probe(), probeTimeoutMs).catch((error: unknown) => error);
      if (answer === undefined && this.child) return;
      if (Date.now() > deadline)
        throw this.failure(`did not answer within ${readyTimeoutMs / 1000} s (${String(answer)})`);
      await delay(probeEveryMs);
    }
  }

  async stop(): Promise<void> {
    this.wantedEnd = true;
    if (!this.child) return;
    const ended = this.ended();
    this.kill('SIGCONT');
    this.kill(this.spec.stopSignal ?? 'SIGTERM');
    const grace = new AbortController();
    await Promise.race([
      ended,
      delay(this.spec.stopGraceMs ?? 15_000, undefined, { signal: grace.signal })
        .then(() => this.killGroup())
        .catch(() => undefined),
    ]);
    await ended;
    grace.abort();
  }

  kill(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
    await this.ready();
  }

  ended(): Promise<Ending> {
    if (!this.child) return Promise.resolve(this.ending);
    return new Promise((resolve) => {
      const forget = this.onEnd((ending) => {
        forget();
        resolve(ending);
      });
    });
  }

  onEnd(listener: (ending: Ending, wanted: boolean) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private spawn(): void {
    const { niceness = 0 } = this.spec;
    const [program, args] = steppingBack(niceness, this.spec.command, this.spec.args);
    const log = openLog(this.spec.logFile);
    const child = spawn(program, args, {
      stdio: ['ignore', log, log],
      detached: true,
      ...(this.spec.env && { env: this.spec.env }),
      ...(this.spec.cwd && { cwd: this.spec.cwd }),
      ...this.spec.account,
    });
    closeSync(log);
    this.child = child;
    this.wantedEnd = false;
    const release = endWithParent(() => child.kill(this.spec.stopSignal ?? 'SIGTERM'));
    child.once('error', (error) => this.finish(child, release, error.message));
    child.once('exit', (code, signal) =>
      this.finish(child, release, signal ? `signal ${signal}` : `exit code ${code}`),
    );
    if (child.pid === undefined) return;
    if (niceness !== 0) stepBackAsSession(child.pid, niceness);
    recordProcess(this.spec.pidFile, child.pid);
  }

  private finish(child: ChildProcess, release: () => void, ending: Ending): void {
    if (this.child !== child) return;
    release();
    this.child = undefined;
    this.ending = ending;
    forgetProcess(this.spec.pidFile);
    for (const listener of [...this.listeners]) listener(ending, this.wantedEnd);
  }

  private killGroup(): void {
    try {
      if (this.child?.pid !== undefined) process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      this.kill('SIGKILL');
    }
  }

  private failure(what: string): Error {
    return new Error(`${this.name} ${what}.\n${lastLines(this.logFile)}\nlog: ${this.logFile}`);
  }
}
