/** What the desks have written so far. */
export interface DesksWork {
  /** Entries since the record began; only its growth counts. */
  entriesSoFar(): Promise<number>;
}

/** At each look of the relay: a rush is noticed before much of it is on its way to the engine. */
const measureEveryMs = 100;
/** So late may news be for the desks' sake. */
const longestMs = 10_000;

/**
 * Says when the background gives way to the desks, which need the processors that it would take: while they write at least `busyFrom`
 * entries a second (0: never). News may wait ten seconds for that; then whoever asks here goes on until it has caught up.
 */
export class DesksFirst {
  private last: { at: number; entries: number } | undefined;
  private areBusy = false;
  private waitingSince: number | undefined;

  constructor(
    private readonly desks: DesksWork,
    private readonly busyFrom: number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** @throws RecordError recordUnavailable */
  async comeFirst(): Promise<boolean> {
    if (this.busyFrom === 0) return false;
    const now = this.clock();
    await this.measure(now);
    if (!this.areBusy) return false;
    this.waitingSince ??= now;
    return now - this.waitingSince < longestMs;
  }

  /** Nothing waits any more. */
  caughtUp(): void {
    this.waitingSince = undefined;
  }

  private async measure(at: number): Promise<void> {
    const { last } = this;
    if (last && at - last.at < measureEveryMs) return;
    const entries = await this.desks.entriesSoFar();
    if (last) this.areBusy = ((entries - last.entries) * 1_000) / (at - last.at) >= this.busyFrom;
    this.last = { at, entries };
  }
}
