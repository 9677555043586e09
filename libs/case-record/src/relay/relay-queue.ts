import type { CaseSituation } from '@casetrace/contracts';
import { situationOf, type SituationRow } from '../commands/situation';
import { DatabaseClock } from '../database/database-clock';
import type { RecordDatabase } from '../database/record-database';
import type { CompleteRecordOptions } from '../record-options';
import { OpenCases } from './open-cases';
import {
  beginAlone,
  claim,
  countOverdue,
  countUndelivered,
  delivered,
  entriesSoFar,
  failed,
  markUndelivered,
  raiseEpoch,
  readEpoch,
  redeliver,
} from './relay-statements';

/** A case that the engine does not know as it is now. */
export interface ClaimedSituation {
  situation: CaseSituation;
  /** the version that is delivered by sending this situation */
  wantedVersion: number;
  /** a closed case is told to a run that is there, and starts none */
  open: boolean;
  lane: number;
}

/** Of ten rows that are claimed, this many may be imports while live cases wait: they never starve. */
const importsInTen = 1;
const longestError = 500;
/** Overdue cases that are sent again at a look. */
const mostRedelivered = 100;

/** Pauses between tries of a case that cannot be delivered. */
export interface RelayPauses {
  firstSeconds: number;
  longestSeconds: number;
}

/**
 * What is on its way from the record to the engine: one row a case, so that news coalesces and a poisonous case blocks only
 * itself. Nothing here holds a lock while the engine is called.
 */
export class RelayQueue {
  private readonly clock: DatabaseClock;

  constructor(
    private readonly database: RecordDatabase,
    private readonly options: CompleteRecordOptions,
    private readonly pauses: RelayPauses = { firstSeconds: 1, longestSeconds: 300 },
  ) {
    this.clock = new DatabaseClock(options.shiftClock);
  }

  /**
   * Takes up to `limit` cases, nearest deadlines first, for `leaseSeconds`; nobody else is given them meanwhile. Without a
   * lane: live cases, and imports as far as there is room (a tenth of the batch is kept for them). With `dueWithinSeconds` only live
   * cases whose next deadline is that near.
   */
  async claim(
    limit: number,
    leaseSeconds: number,
    lane?: 0 | 1,
    dueWithinSeconds?: number,
  ): Promise<ClaimedSituation[]> {
    type Row = SituationRow & { lane: number; epoch: number; now: number };
    const live = lane === undefined ? limit - Math.floor((limit * importsInTen) / 10) : limit;
    const rows = await this.database.rows<Row>(claim, [
      live,
      limit,
      leaseSeconds,
      lane ?? null,
      dueWithinSeconds ?? null,
    ]);
    return rows.map((row) => {
      const now = this.options.shiftClock(row.now);
      const situation = situationOf(row, {
        epoch: row.epoch,
        now,
        jitterSeconds: this.options.deadlineJitterSeconds,
      });
      return { situation, wantedVersion: row.version, open: row.status !== 'closed', lane: row.lane };
    });
  }

  /** The engine has these situations. What changed meanwhile stays to be delivered, and is due at once. */
  async delivered(rows: readonly Pick<ClaimedSituation, 'situation'>[]): Promise<void> {
    if (rows.length === 0) return;
    const numbers = rows.map(({ situation }) => situation.trackingNumber);
    const versions = rows.map(({ situation }) => situation.version);
    await this.database.run(delivered, [numbers, versions]);
  }

  /** The engine did not take it: tried again after a pause that doubles each time. `error` says nothing personal. */
  async failed(trackingNumber: string, error: string): Promise<void> {
    const { firstSeconds, longestSeconds } = this.pauses;
    await this.database.run(failed, [
      trackingNumber,
      error.slice(0, longestError),
      firstSeconds,
      longestSeconds,
    ]);
  }

  /**
   * Has cases sent again whose wake-up is past by `graceSeconds` and was not acted on (a start was lost, somebody pressed
   * Terminate); answers how many. Few at a time, and the same case not again before `againAfterSeconds`: where the engine is only
   * behind, telling it again makes the backlog longer.
   */
  async redeliverOverdue(
    graceSeconds: number,
    againAfterSeconds = Math.max(60, 5 * graceSeconds),
  ): Promise<number> {
    const now = await this.clock.now(this.database);
    return this.database.run(redeliver, [graceSeconds, now, againAfterSeconds, mostRedelivered]);
  }

  /** How many cases are overdue by more than `graceSeconds`, for health and metrics. */
  async overdueCount(graceSeconds: number): Promise<number> {
    const now = await this.clock.now(this.database);
    const [row] = await this.database.rows<{ count: number }>(countOverdue, [graceSeconds, now]);
    return row?.count ?? 0;
  }

  /** How many entries were written since the record began, a few more where a command failed: its growth says how busy the desks are. */
  async entriesSoFar(): Promise<number> {
    const [row] = await this.database.rows<{ entries: number }>(entriesSoFar);
    return row?.entries ?? 0;
  }

  /** How many cases the engine does not know as they are, and how many of them have failed. */
  async backlog(): Promise<{ count: number; failing: number }> {
    const [row] = await this.database.rows<{ count: number; failing: number }>(countUndelivered);
    return row ?? { count: 0, failing: 0 };
  }

  /**
   * Has every open case delivered anew, nearest deadlines first; with `raiseEpoch` (an older database was restored) as a
   * newer truth than whatever runs know. Commands go on meanwhile. Answers the epoch and the number of cases.
   */
  async rebuild({ raiseEpoch: raise }: { raiseEpoch: boolean }): Promise<{ epoch: number; cases: number }> {
    const epoch = raise ? await this.raiseEpoch() : await this.epoch();
    let cases = 0;
    for await (const numbers of new OpenCases(this.database).numbers()) {
      cases += await this.database.run(markUndelivered, [numbers]);
    }
    return { epoch, cases };
  }

  /** No command may be half way between the old epoch and the new one. */
  private async raiseEpoch(): Promise<number> {
    return this.database.transaction(beginAlone, async (connection) => {
      const [row] = await connection.rows<{ epoch: number }>(raiseEpoch);
      return row?.epoch ?? 1;
    });
  }

  private async epoch(): Promise<number> {
    const [row] = await this.database.rows<{ epoch: number }>(readEpoch);
    return row?.epoch ?? 1;
  }
}
