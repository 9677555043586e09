import { setImmediate } from 'node:timers/promises';
import { Patience } from './patience';

/**
 * Work that a process repeats until it is stopped. A turn that fails is reported, and the next one comes after a pause that
 * grows with every failure in a row; a turn that succeeds says how long to wait, in milliseconds.
 */
export class Repeated {
  private running: Promise<void> | undefined;

  constructor(
    private readonly turn: () => Promise<number>,
    private readonly failed: (error: unknown) => void,
    readonly patience = new Patience(),
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Lets the turn under way finish. */
  async stop(): Promise<void> {
    this.patience.stop();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.patience.stopped) {
      try {
        const pauseMs = await this.turn();
        this.patience.succeeded();
        if (pauseMs > 0) await this.patience.pause(pauseMs);
        // Even work that never waits lets the rest of the process have its turn.
        else await setImmediate();
      } catch (error) {
        this.failed(error);
        await this.patience.afterFailure();
      }
    }
  }
}
