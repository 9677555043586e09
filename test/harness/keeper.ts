import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineAddresses } from './engine-addresses';

interface Reply {
  id: number;
  value?: unknown;
  failure?: string;
}

interface Call {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** A script of ours that answers on `/health/ready`. */
export interface ServiceToKeep {
  name: string;
  /** Relative to the repository. */
  script: string;
  environment: Record<string, string>;
}

/**
 * The process that starts, kills and restarts engines and services for the tests, and stops them all when the process of
 * the tests ends, however it ends.
 */
export class Keeper {
  private readonly calls = new Map<number, Call>();
  private lastCall = 0;

  private constructor(
    private readonly process: ChildProcess,
    /** Data of what it keeps, and below `logs` what they said. */
    readonly folder: string,
  ) {
    process.on('message', (reply: Reply) => this.settle(reply));
    process.on('exit', () => this.loseAll());
    process.unref();
    process.channel?.unref();
  }

  /** `background`: whether Temporal and the workers step back behind the desks, as `npm start` has them do. */
  static async start(background?: 'stepBack'): Promise<Keeper> {
    if (!existsSync(join(__dirname, '..', '..', 'infra', 'local', 'dist', 'index.js')))
      throw new Error('The projects are not built: run "npm run build" first, or the tests by "npm test".');
    const process = fork(join(__dirname, 'keeper-process.js'), background ? [background] : [], {
      detached: true,
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const begun = once(process, 'message').then(([message]) => message as { folder: string });
    const failed = once(process, 'exit').then(() => null);
    const answer = await Promise.race([begun, failed]);
    if (answer === null) throw new Error('The process that keeps the engines ended.');
    return new Keeper(process, answer.folder);
  }

  /** PostgreSQL, Temporal, Kafka and the mail catcher at once, on free ports; resolves when each answers. */
  startEngines(): Promise<EngineAddresses> {
    return this.call('startEngines');
  }

  /** Resolves with the address of the service when it is ready. */
  startService(service: ServiceToKeep): Promise<string> {
    return this.call('startService', service);
  }

  /** The hold on one that was started: `postgres`, `temporal`, `kafka`, `mail`, or the name of a service. */
  kept(name: string): KeptProcess {
    return new KeptProcess(name, (method, ...args) => this.call(method, name, ...args));
  }

  /** Stops all in order, services first. `keepFolder` after a failure, for its logs. */
  async end({ keepFolder = false } = {}): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.ref();
    this.process.send({ end: keepFolder ? 'keepFolder' : 'removeFolder' });
    await ended;
  }

  private call<Value>(method: string, ...args: unknown[]): Promise<Value> {
    const id = ++this.lastCall;
    this.process.channel?.ref();
    return new Promise<unknown>((resolve, reject) => {
      this.calls.set(id, { resolve, reject });
      this.process.send({ id, method, args });
    }) as Promise<Value>;
  }

  private settle({ id, value, failure }: Reply): void {
    const call = this.calls.get(id);
    this.calls.delete(id);
    if (this.calls.size === 0) this.process.channel?.unref();
    if (failure === undefined) call?.resolve(value);
    else call?.reject(new Error(failure));
  }

  private loseAll(): void {
    for (const call of this.calls.values())
      call.reject(new Error('The process that keeps the engines ended.'));
    this.calls.clear();
  }
}

type CallOne = <Value>(method: string, ...args: unknown[]) => Promise<Value>;

/** An engine or a service that can be hurt and healed. */
export class KeptProcess {
  constructor(
    readonly name: string,
    private readonly call: CallOne,
  ) {}

  /** Undefined while none runs. */
  pid(): Promise<number | undefined> {
    return this.call('pid');
  }

  /** Sends a signal, such as SIGKILL, SIGSTOP, SIGCONT; does not wait for what comes of it. */
  kill(signal: NodeJS.Signals): Promise<void> {
    return this.call('kill', signal);
  }

  /** Ends the process as a power failure would, and resolves when it is gone. */
  async crash(): Promise<void> {
    await this.kill('SIGKILL');
    await this.call('ended');
  }

  /** Begins the process again on the same data and port, without waiting until it answers. */
  start(): Promise<void> {
    return this.call('start');
  }

  ready(): Promise<void> {
    return this.call('ready');
  }

  stop(): Promise<void> {
    return this.call('stop');
  }

  /** Stops it where it runs, starts it again on the same data and port, and resolves when it answers. */
  restart(): Promise<void> {
    return this.call('restart');
  }

  /** How it ended each time that no `stop` or `restart` had asked it to, such as `signal SIGKILL`. */
  ends(): Promise<string[]> {
    return this.call('ends');
  }
}
