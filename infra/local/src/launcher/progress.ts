const firstNoticeMs = 1_000;
const furtherNoticesMs = 5_000;

/** Says what is being done: each step that takes over a second, every five seconds, and its end. */
export class Progress {
  private readonly underway = new Set<Promise<unknown>>();

  constructor(
    private readonly say: (line: string) => void,
    private readonly signal: AbortSignal,
  ) {}

  /** Does a piece of work. @throws what the work throws, and when everything was told to end before. */
  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    const step = this.announced(title, work);
    this.underway.add(step);
    return step.finally(() => this.underway.delete(step));
  }

  /** Resolves when no step is under way any more, however they ended. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.underway]);
  }

  private async announced<T>(title: string, work: () => Promise<T>): Promise<T> {
    const begun = Date.now();
    const seconds = (): string => `${((Date.now() - begun) / 1000).toFixed(1)} s`;
    let next: NodeJS.Timeout;
    const notice = (): void => {
      this.say(`  … ${title} (${seconds()})`);
      next = setTimeout(notice, furtherNoticesMs);
    };
    next = setTimeout(notice, firstNoticeMs);
    try {
      const result = await work();
      this.say(`  ✓ ${title} (${seconds()})`);
      return result;
    } finally {
      clearTimeout(next);
    }
  }
}
