import type { CaseSituation } from '@casetrace/contracts';
import { type Log, type RelayState, Repeated } from '@casetrace/service-kit';
import type { RelayFigures } from '../figures';
import type { DesksFirst } from './desks-first';
import { FreshAnswers } from './fresh-answers';
import { isOutage } from './is-outage';

/** A case that the engine is to be told of. */
export interface Undelivered {
  situation: CaseSituation;
  wantedVersion: number;
  open: boolean;
}

const lanes = { live: 0, import: 1 } as const;
type Lane = keyof typeof lanes;

/** The record's side: rows are leased in a short transaction, never held while Temporal is called. */
export interface DeliveryQueue {
  claim(limit: number, leaseSeconds: number, lane: 0 | 1, dueWithinSeconds?: number): Promise<Undelivered[]>;
  delivered(rows: Pick<Undelivered, 'situation'>[]): Promise<void>;
  failed(trackingNumber: string, error: string): Promise<void>;
}

/** The engine's side. */
export interface Engine {
  tell(situation: CaseSituation, open: boolean): Promise<void>;
  probe(): Promise<void>;
}

export interface RelayOptions {
  /** cases told at once, and how many of them may be imported ones */
  concurrency: number;
  importConcurrency: number;
  pollMs: number;
  leaseSeconds: number;
}

/** Imports are looked for less often. */
const importPollMs = 1_000;
/** Cases due this soon are told also while the desks come first: longer than those are kept waiting. */
const dueSoonSeconds = 60;
/** Deliveries of this time are noted in one statement. */
const noteWithinMs = 15;

/**
 * Tells Temporal of every change of a case (design.md, "How a case flows" 2). Claims what is undelivered, nearest deadlines
 * first, and keeps a bounded number of calls under way; while the desks come first, only what is due soon. While Temporal is
 * down it claims nothing and asks now and then whether it is back; a case that alone cannot be told is put off alone.
 */
export class RelayToTemporal {
  private readonly work: Repeated;
  private readonly underWay = { live: 0, import: 0 };
  private held: { row: Undelivered; lane: Lane }[] = [];
  private told: Pick<Undelivered, 'situation'>[] = [];
  private readonly answers = new FreshAnswers();
  private noting: Promise<void> | undefined;
  private nextImportClaim = 0;
  private wake: (() => void) | undefined;
  state: RelayState = 'starting';

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly engine: Engine,
    private readonly desks: Pick<DesksFirst, 'comeFirst' | 'caughtUp'>,
    private readonly options: RelayOptions,
    private readonly log: Log,
    private readonly figures: RelayFigures,
  ) {
    this.work = new Repeated(
      () => this.claimSome(),
      (error) => log.warn({ err: error }, 'the relay to Temporal waits: the record cannot be reached'),
    );
  }

  start(): void {
    this.work.start();
  }

  /** Claims no more, lets calls under way finish and notes them. What is left is taken up by others when its lease ends. */
  async stop(): Promise<void> {
    const stopped = this.work.stop();
    this.wake?.();
    await stopped;
    while (this.inFlight > 0) await this.untilOneIsDone();
    await this.noting;
    this.state = 'stopped';
  }

  /** The engine knows this already, from the answer to a step: it need not be told. */
  knows(situation: CaseSituation): void {
    this.answers.keep(situation);
    this.note({ situation });
  }

  private get inFlight(): number {
    return this.underWay.live + this.underWay.import;
  }

  private async claimSome(): Promise<number> {
    if (this.held.length > 0) await this.untilTemporalIsBack();
    const room = this.options.concurrency - this.inFlight;
    if (room <= this.options.concurrency / 4) {
      await this.untilOneIsDone();
      return 0;
    }
    if (await this.desks.comeFirst()) {
      await this.claim(room, 'live', dueSoonSeconds);
      return this.options.pollMs;
    }
    const more = await this.claimInto(room);
    if (!more) this.desks.caughtUp();
    return more ? 0 : this.options.pollMs;
  }

  /** Takes up to `room` cases, one of them from the imports where there are any; true when there may be more. */
  private async claimInto(room: number): Promise<boolean> {
    const importsMay = Date.now() >= this.nextImportClaim;
    const kept = importsMay && room > 1 ? 1 : 0;
    const live = await this.claim(room - kept, 'live');
    const left = Math.min(room - live, this.options.importConcurrency - this.underWay.import);
    const imported = importsMay && left > 0 ? await this.claim(left, 'import') : 0;
    if (importsMay && imported < left) this.nextImportClaim = Date.now() + importPollMs;
    return live + imported >= room - kept;
  }

  /** Begins to tell what it claims; how many. */
  private async claim(limit: number, lane: Lane, dueWithinSeconds?: number): Promise<number> {
    const rows = await this.queue.claim(limit, this.options.leaseSeconds, lanes[lane], dueWithinSeconds);
    if (this.state === 'starting') this.state = 'live';
    for (const row of rows) {
      if (this.answers.include(row.situation)) this.note(row);
      else void this.tell(row, lane);
    }
    return rows.length;
  }

  /** Never rejects. */
  private async tell(row: Undelivered, lane: Lane, again = false): Promise<void> {
    this.underWay[lane] += 1;
    const done = this.figures.telling();
    try {
      await this.engine.tell(row.situation, row.open);
      done('delivered');
      this.note(row);
    } catch (error) {
      done('failed');
      if (isOutage(error) && !again) this.hold(row, lane, error);
      else await this.putOff(row, error);
    } finally {
      this.underWay[lane] -= 1;
      this.wake?.();
    }
  }

  private hold(row: Undelivered, lane: Lane, error: unknown): void {
    this.held.push({ row, lane });
    if (this.state === 'down') return;
    this.state = 'down';
    this.log.warn({ err: error }, 'Temporal does not answer: the relay waits');
  }

  private async putOff(row: Undelivered, error: unknown): Promise<void> {
    const { trackingNumber } = row.situation;
    this.log.error({ err: error, trackingNumber }, 'a case cannot be told to Temporal: it is put off');
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    await this.queue.failed(trackingNumber, reason).catch((fault: unknown) => {
      this.log.warn({ err: fault, trackingNumber }, 'that could not be noted: its lease runs out');
    });
  }

  /** Asks until Temporal answers, then tells again what had failed; what fails a second time is put off by itself. */
  private async untilTemporalIsBack(): Promise<void> {
    while (!this.work.patience.stopped) {
      try {
        await this.engine.probe();
        break;
      } catch {
        await this.work.patience.afterFailure();
      }
    }
    if (this.work.patience.stopped) return;
    this.state = 'live';
    this.log.info('Temporal answers');
    for (const { row, lane } of this.held.splice(0)) void this.tell(row, lane, true);
  }

  private note(row: Pick<Undelivered, 'situation'>): void {
    this.told.push(row);
    this.noting ??= this.noteTold().finally(() => (this.noting = undefined));
  }

  private async noteTold(): Promise<void> {
    while (this.told.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, noteWithinMs));
      const rows = this.told.splice(0);
      await this.queue.delivered(rows).catch((error: unknown) => {
        this.log.warn(
          { err: error, cases: rows.length },
          'deliveries could not be noted: they will be repeated',
        );
      });
    }
  }

  private untilOneIsDone(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = () => {
        this.wake = undefined;
        resolve();
      };
      if (this.inFlight === 0) this.wake();
    });
  }
}
