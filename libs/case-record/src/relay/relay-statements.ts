import { situationColumns } from '../commands/situation';
import { advisoryLocks } from '../database/advisory-locks';
import { aloneUnder } from '../database/record-database';

/**
 * Leases rows in the order of due times. The version of the case is read in the same snapshot as the list, and the lease is
 * noted on the row alone, so that nobody who writes to the case ever waits for the engine.
 * $1 live rows, $2 rows in all, $3 lease in seconds, $4 the one lane, or null, $5 only what is due within so many seconds, or null
 */
export const claim = {
  name: 'relay-claim',
  text: `
    WITH live AS MATERIALIZED (
      SELECT tracking_number FROM workflow_sync
      WHERE lane = 0 AND delivered_version < wanted_version AND next_try <= clock_timestamp() AND coalesce($4::int, 0) = 0
        AND ($5::float8 IS NULL OR due_at < clock_timestamp() + make_interval(secs => $5))
      ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED
    ), imports AS MATERIALIZED (
      SELECT tracking_number FROM workflow_sync
      WHERE lane = 1 AND delivered_version < wanted_version AND next_try <= clock_timestamp() AND coalesce($4::int, 1) = 1
        AND $5::float8 IS NULL
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
export const delivered = {
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
export const failed = {
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

/** $3: seconds until the same case may be sent again; $4: how many at the most, the longest overdue first */
export const redeliver = {
  name: 'relay-redeliver-overdue',
  text: `
    WITH overdue AS MATERIALIZED (
      SELECT s.tracking_number ${overdueCases}
        AND (s.redelivered_at IS NULL OR s.redelivered_at < clock_timestamp() - make_interval(secs => $3))
        AND s.delivered_version > 0
      ORDER BY s.due_at LIMIT $4 FOR UPDATE OF s SKIP LOCKED
    )
    UPDATE workflow_sync s
    SET delivered_version = 0, next_try = clock_timestamp(), redelivered_at = clock_timestamp()
    FROM overdue WHERE s.tracking_number = overdue.tracking_number`,
};
export const countOverdue = {
  name: 'relay-count-overdue',
  text: `SELECT count(*)::int AS count ${overdueCases}`,
};
export const countUndelivered = {
  name: 'relay-backlog',
  text: `
    SELECT count(*)::int AS count, count(*) FILTER (WHERE attempts > 0)::int AS failing
    FROM workflow_sync WHERE delivered_version < wanted_version`,
};

/** Each entry takes a number of the outbox. */
export const entriesSoFar = {
  name: 'relay-entries-so-far',
  text: `SELECT coalesce(pg_sequence_last_value('outbox_id_seq'), 0)::float8 AS entries`,
};

export const beginAlone = aloneUnder(advisoryLocks.rules, 60_000);
export const raiseEpoch = {
  name: 'rebuild-raise-epoch',
  text: 'UPDATE record_epoch SET epoch = epoch + 1 RETURNING epoch',
};
/** $1 numbers, in order */
export const markUndelivered = {
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
export const readEpoch = { name: 'read-epoch', text: 'SELECT epoch FROM record_epoch' };
