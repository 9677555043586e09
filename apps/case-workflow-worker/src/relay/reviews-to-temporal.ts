import type { ReviewSituation } from '@casetrace/contracts';
import type { AdoptionKey } from '@casetrace/process-reviews';
import { type Log, Repeated } from '@casetrace/service-kit';

/** The record's side: what of reviews the engine does not know. */
export interface ReviewsToTell {
  undelivered(limit: number): Promise<ReviewSituation[]>;
  delivered(situation: ReviewSituation): Promise<void>;
  adoptionsToStart(againAfterSeconds: number): Promise<AdoptionKey[]>;
  started(adoption: AdoptionKey): Promise<void>;
}

/** The engine's side. */
export interface EngineOfReviews {
  tell(situation: ReviewSituation): Promise<void>;
  apply(adoption: AdoptionKey): Promise<void>;
}

export interface ReviewRelayOptions {
  pollMs: number;
  /** an adoption that is not worked off is started again after this long: somebody may have ended its workflow */
  againAfterSeconds: number;
}

const atATime = 100;

/**
 * Tells Temporal of process reviews and of procedures to be applied, as the relay of cases does: the record says what should
 * be running, nothing is held while Temporal is called. There are few of them: one after the other.
 */
export class ReviewsToTemporal {
  private readonly work: Repeated;

  constructor(
    private readonly record: ReviewsToTell,
    private readonly engine: EngineOfReviews,
    private readonly options: ReviewRelayOptions,
    log: Log,
  ) {
    this.work = new Repeated(
      () => this.tellAll(),
      (error) => log.warn({ err: error }, 'process reviews cannot be told to Temporal: they wait'),
    );
  }

  start(): void {
    this.work.start();
  }

  async stop(): Promise<void> {
    await this.work.stop();
  }

  /** Each is tried, whatever becomes of the others; answers how long to wait. @throws the first failure. */
  private async tellAll(): Promise<number> {
    const failures: unknown[] = [];
    const attempt = async (work: () => Promise<void>): Promise<void> => {
      if (this.work.patience.stopped) return;
      await work().catch((error: unknown) => failures.push(error));
    };
    for (const situation of await this.record.undelivered(atATime)) {
      await attempt(async () => {
        await this.engine.tell(situation);
        await this.record.delivered(situation);
      });
    }
    for (const adoption of await this.record.adoptionsToStart(this.options.againAfterSeconds)) {
      await attempt(async () => {
        await this.engine.apply(adoption);
        await this.record.started(adoption);
      });
    }
    if (failures.length > 0) throw failures[0];
    return this.options.pollMs;
  }
}
