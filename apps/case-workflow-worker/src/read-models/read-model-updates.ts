import type { ReadModels } from '@casetrace/case-record';
import type { Log } from '@casetrace/service-kit';
import type { RelayFigures } from '../figures';
import { Patience } from '../relay/patience';

export interface ReadModelOptions {
  /** how many cases are written in one transaction */
  batch: number;
  pollMs: number;
}

/** A case that cannot be written is tried again after this long. */
const putOffMs = 60_000;

/**
 * Keeps the read models after the record. Any number of processes may run it; one at a time does the work. A case that a model
 * cannot take is put off by itself, and counted.
 */
export class ReadModelUpdates {
  private readonly patience = new Patience();
  private readonly putOff = new Map<string, number>();
  private running: Promise<void> | undefined;

  constructor(
    private readonly models: Pick<ReadModels, 'update' | 'unread'>,
    private readonly options: ReadModelOptions,
    private readonly log: Log,
    private readonly figures: Pick<RelayFigures, 'readModelsFailing'>,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.patience.stop();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.patience.stopped) {
      try {
        const more = await this.updateOnce();
        this.patience.succeeded();
        if (!more) await this.patience.pause(this.options.pollMs);
      } catch (error) {
        this.log.warn({ err: error }, 'the read models wait: the record cannot be reached');
        await this.patience.afterFailure();
      }
    }
  }

  /** True when there may be more at once. */
  private async updateOnce(): Promise<boolean> {
    const { batch } = this.options;
    try {
      const result = await this.models.update(batch, this.putOffNow());
      return result !== 'others' && result.cases === batch;
    } catch (error) {
      if (isOutage(error)) throw error;
      this.log.warn({ err: error }, 'a batch of read models failed: its cases are written one by one');
      await this.oneByOne(batch);
      return true;
    }
  }

  private async oneByOne(batch: number): Promise<void> {
    for (let left = batch; left > 0 && !this.patience.stopped; left -= 1) {
      const putOff = this.putOffNow();
      try {
        const result = await this.models.update(1, putOff);
        if (result === 'others' || result.cases === 0) return;
      } catch (error) {
        if (isOutage(error)) throw error;
        const unread = await this.models.unread(putOff.length + 1);
        const trackingNumber = unread.find((number) => !putOff.includes(number));
        if (trackingNumber === undefined) return;
        this.putOff.set(trackingNumber, Date.now() + putOffMs);
        this.log.error({ err: error, trackingNumber }, 'a case cannot be written to the read models');
      }
    }
  }

  private putOffNow(): string[] {
    for (const [number, until] of this.putOff) if (until <= Date.now()) this.putOff.delete(number);
    this.figures.readModelsFailing.set(this.putOff.size);
    return [...this.putOff.keys()];
  }
}

const isOutage = (error: unknown): boolean => (error as { code?: unknown }).code === 'recordUnavailable';
