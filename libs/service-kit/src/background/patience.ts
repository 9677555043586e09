/** Pauses that end early when the work is to stop, and grow while something is down. Milliseconds. */
export class Patience {
  private readonly stopping = new AbortController();
  private failures = 0;

  constructor(
    private readonly firstMs = 200,
    private readonly longestMs = 5_000,
  ) {}

  get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Ends every pause now and from now on. */
  stop(): void {
    this.stopping.abort();
  }

  /** Resolves after `ms`, or at once when stopped. */
  async pause(ms: number): Promise<void> {
    const { signal } = this.stopping;
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
    });
  }

  /** A pause after a failure: each in a row twice as long as the one before. */
  async afterFailure(): Promise<void> {
    const ms = Math.min(this.firstMs * 2 ** this.failures, this.longestMs);
    this.failures += 1;
    await this.pause(ms);
  }

  /** Something worked: the next failure is a first one again. */
  succeeded(): void {
    this.failures = 0;
  }
}
