import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineAddresses } from './engine-addresses';

type Answer = { addresses: EngineAddresses; folder: string } | { failure: string; folder: string };

/** The engines of a run, in a process of their own that stops them when this one ends, however it ends. */
export class KeptEngines {
  private constructor(
    private readonly keeper: ChildProcess,
    readonly addresses: EngineAddresses,
    /** Their data and logs. */
    readonly folder: string,
  ) {}

  /** Starts all four at once; resolves when each answers. */
  static async start(): Promise<KeptEngines> {
    if (!existsSync(join(__dirname, '..', '..', 'infra', 'local', 'dist', 'index.js')))
      throw new Error('The projects are not built: run "npm run build" first, or the tests by "npm test".');
    const keeper = fork(join(__dirname, 'engine-keeper.js'), {
      detached: true,
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const ended = once(keeper, 'exit').then(() => ({
      failure: 'The process that keeps them ended.',
      folder: '',
    }));
    const answered = once(keeper, 'message').then(([message]) => message as Answer);
    const answer = await Promise.race([answered, ended]);
    if ('failure' in answer)
      throw new Error(
        `The engines did not start: ${answer.failure}${answer.folder && `\n(${answer.folder})`}`,
      );
    keeper.unref();
    keeper.channel?.unref();
    return new KeptEngines(keeper, answer.addresses, answer.folder);
  }

  /** Stops them in order; their folder is kept where the run failed. */
  async stop({ keepFolder = false } = {}): Promise<void> {
    if (this.keeper.exitCode !== null || this.keeper.signalCode !== null) return;
    const ended = once(this.keeper, 'exit');
    this.keeper.ref();
    this.keeper.send(keepFolder ? 'failed' : 'done');
    await ended;
  }
}
