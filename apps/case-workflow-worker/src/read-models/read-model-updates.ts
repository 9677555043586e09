import type { ReadModels } from '@casetrace/case-record';
import { type Log, Repeated } from '@casetrace/service-kit';
import type { RelayFigures } from '../figures';
import type { DesksFirst } from '../relay/desks-first';

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
  private readonly work: Repeated;
  private readonly putOff = new Map<string, number>();

  constructor(
    private readonly models: Pick<ReadModels, 'update' | 'unread'>,
    private readonly desks: Pick<DesksFirst, 'comeFirst' | 'caughtUp'>,
    private readonly options: ReadModelOptions,
    private readonly log: Log,
    private readonly figures: Pick<RelayFigures, 'readModelsFailing'>,
  ) {
    this.work = new Repeated(
      () => this.updateOnce(),
      (error) => log.warn({ err: error }, 'the read models wait: the record cannot be reached'),
    );
  }

  start(): void {
    this.work.start();
  }

  async stop(): Promise<void> {
    await this.work.stop();
  }

  /** Answers how long to wait: not at all where there may be more. */
  private async updateOnce(): Promise<number> {
    const { batch, pollMs } = this.options;
    if (await this.desks.comeFirst()) return pollMs;
    try {
      const result = await this.models.update(batch, this.putOffNow());
      const more = result !== 'others' && result.cases === batch;
      if (!more) this.desks.caughtUp();
      return more ? 0 : pollMs;
    } catch (error) {
      if (isOutage(error)) throw error;
      this.log.warn({ err: error }, 'a batch of read models failed: its cases are written one by one');
      await this.oneByOne(batch);
      return 0;
    }
  }

  private async oneByOne(batch: number): Promise<void> {
    for (let left = batch; left > 0 && !this.work.patience.stopped; left -= 1) {
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
