import type { CaseSituation } from '@casetrace/contracts';
import { situationColumns, situationOf, type SituationRow } from '../commands/situation';
import { advisoryLocks } from '../database/advisory-locks';
import { DatabaseClock } from '../database/database-clock';
import type { RecordDatabase } from '../database/record-database';
import type { CompleteRecordOptions } from '../record-options';
import { OpenCases } from './open-cases';

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

/**
 * Leases rows in the order of due times. The version of the case is read in the same snapshot as the list, and the lease is
 * noted on the row alone, so that nobody who writes to the case ever waits for the engine.
 * $1 live rows, $2 rows in all, $3 lease in seconds, $4 the one lane, or null
 */
const claim = {
  name: 'relay-claim',
  text: `
    WITH live AS MATERIALIZED (
      SELECT tracking_number FROM workflow_sync
      WHERE lane = 0 AND delivered_version < wanted_version AND next_try <= clock_timestamp() AND coalesce($4::int, 0) = 0
      ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED
    ), imports AS MATERIALIZED (
      SELECT tracking_number FROM workflow_sync
      WHERE lane = 1 AND delivered_version < wanted_version AND next_try <= clock_timestamp() AND coalesce($4::int, 1) = 1
      ORDER BY due_at LIMIT greatest($2 - (SELECT count(*) FROM live), $2 - $1) FOR UPDATE SKIP LOCKED
    ), leased AS (
      UPDATE workflow_sync s SET next_try = clock_timestamp() + make_interval(secs => $3)
      FROM (SELECT tracking_number FROM live UNION ALL SELECT tracking_number FROM imports) AS chosen
      WHERE s.tracking_number = chosen.tracking_number
      RETURNING s.tracking_number, s.lane, s.due_at
    )
    SELECT ${situationColumns}, leased.lane, p.epoch,
      floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now
    FROM leased JOIN cases c USING (tracking_number) CROSS JOIN record_epoch p
    ORDER BY leased.lane, leased.due_at`,
};

/** $1 numbers, $2 versions that were sent. Rows are locked in one order, so that two relays never wait in a circle. */
const delivered = {
  name: 'relay-delivered',
  text: `
    WITH sent AS MATERIALIZED (
      SELECT s.tracking_number, u.version FROM workflow_sync s
      JOIN unnest($1::text[], $2::int[]) AS u (tracking_number, version) USING (tracking_number)
      ORDER BY s.tracking_number FOR UPDATE OF s
    )
    UPDATE workflow_sync s
    SET delivered_version = greatest(s.delivered_version, sent.version), next_try = clock_timestamp(),
      attempts = 0, last_error = NULL
    FROM sent WHERE s.tracking_number = sent.tracking_number`,
};

/** $1 number, $2 error, $3 first pause, $4 longest pause, in seconds */
const failed = {
  name: 'relay-failed',
  text: `
    UPDATE workflow_sync SET attempts = attempts + 1, last_error = $2,
      next_try = clock_timestamp() + make_interval(secs => least($4::float8, $3::float8 * 2 ^ least(attempts, 20)))
    WHERE tracking_number = $1`,
};

/** Cases whose wake-up is past by $1 seconds at $2 (epoch milliseconds). */
const overdueCases = `
  FROM cases c JOIN workflow_sync s USING (tracking_number)
  WHERE c.status <> 'closed'
    AND c.next_deadline_at < to_timestamp($2::float8 / 1000) - make_interval(secs => $1)
    AND s.due_at < to_timestamp($2::float8 / 1000) - make_interval(secs => $1)`;

/** $3: seconds until the same case may be sent again */
const redeliver = {
  name: 'relay-redeliver-overdue',
  text: `
    WITH overdue AS MATERIALIZED (
      SELECT s.tracking_number ${overdueCases}
        AND (s.redelivered_at IS NULL OR s.redelivered_at < clock_timestamp() - make_interval(secs => $3))
        AND s.delivered_version > 0
      ORDER BY s.tracking_number FOR UPDATE OF s SKIP LOCKED
    )
    UPDATE workflow_sync s
    SET delivered_version = 0, next_try = clock_timestamp(), redelivered_at = clock_timestamp()
    FROM overdue WHERE s.tracking_number = overdue.tracking_number`,
};
const countOverdue = { name: 'relay-count-overdue', text: `SELECT count(*)::int AS count ${overdueCases}` };
const countUndelivered = {
  name: 'relay-backlog',
  text: `
    SELECT count(*)::int AS count, count(*) FILTER (WHERE attempts > 0)::int AS failing
    FROM workflow_sync WHERE delivered_version < wanted_version`,
};

const beginAlone = `BEGIN; SET LOCAL lock_timeout = '60s'; SELECT pg_advisory_xact_lock(${advisoryLocks.rules})`;
const raiseEpoch = {
  name: 'rebuild-raise-epoch',
  text: 'UPDATE record_epoch SET epoch = epoch + 1 RETURNING epoch',
};
/** $1 numbers, in order */
const markUndelivered = {
  name: 'rebuild-mark-undelivered',
  text: `
    INSERT INTO workflow_sync AS s (tracking_number, wanted_version, delivered_version, next_try, due_at)
    SELECT tracking_number, version, 0, clock_timestamp(), next_deadline_at FROM cases
    WHERE tracking_number = ANY ($1::text[]) AND status <> 'closed' ORDER BY tracking_number
    ON CONFLICT (tracking_number) DO UPDATE
    SET wanted_version = greatest(s.wanted_version, excluded.wanted_version), delivered_version = 0,
      next_try = clock_timestamp(), due_at = coalesce(s.due_at, excluded.due_at), attempts = 0, last_error = NULL,
      redelivered_at = NULL`,
};
const readEpoch = { name: 'read-epoch', text: 'SELECT epoch FROM record_epoch' };

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
   * lane: live cases, and imports as far as there is room (a tenth of the batch is kept for them).
   */
  async claim(limit: number, leaseSeconds: number, lane?: 0 | 1): Promise<ClaimedSituation[]> {
    type Row = SituationRow & { lane: number; epoch: number; now: number };
    const live = lane === undefined ? limit - Math.floor((limit * importsInTen) / 10) : limit;
    const rows = await this.database.rows<Row>(claim, [live, limit, leaseSeconds, lane ?? null]);
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
   * Terminate); answers how many. The same case is not sent again before `againAfterSeconds`, so that a backlog of deadlines
   * is not made longer by it.
   */
  async redeliverOverdue(
    graceSeconds: number,
    againAfterSeconds = Math.max(60, 5 * graceSeconds),
  ): Promise<number> {
    const now = await this.clock.now(this.database);
    return this.database.run(redeliver, [graceSeconds, now, againAfterSeconds]);
  }

  /** How many cases are overdue by more than `graceSeconds`, for health and metrics. */
  async overdueCount(graceSeconds: number): Promise<number> {
    const now = await this.clock.now(this.database);
    const [row] = await this.database.rows<{ count: number }>(countOverdue, [graceSeconds, now]);
    return row?.count ?? 0;
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
