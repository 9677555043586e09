import type { ReviewSituation } from '@casetrace/contracts';
import type { DatabaseClock, RecordDatabase } from '@casetrace/case-record';
import type { AdoptionKey } from '../procedures/procedure-application';
import { situationOfReview } from '../reviews/review-situation';
import { type ReviewState, stateColumns } from '../reviews/review-state';

const undelivered = {
  name: 'reviews-undelivered',
  text: `
    SELECT ${stateColumns}, p.epoch FROM process_reviews r CROSS JOIN record_epoch p
    WHERE r.delivered_version < r.version ORDER BY r.next_deadline_at NULLS LAST, r.id LIMIT $1`,
};
const delivered = {
  name: 'review-delivered',
  text: 'UPDATE process_reviews SET delivered_version = greatest(delivered_version, $2) WHERE id = $1',
};
const redeliver = {
  name: 'reviews-redeliver-overdue',
  text: `
    UPDATE process_reviews SET delivered_version = 0, redelivered_at = clock_timestamp()
    WHERE status <> 'closed' AND delivered_version > 0
      AND next_deadline_at < to_timestamp($2::float8 / 1000) - make_interval(secs => $1)
      AND (redelivered_at IS NULL OR redelivered_at < clock_timestamp() - interval '1 minute')`,
};
const adoptions = {
  name: 'adoptions-to-start',
  text: `
    SELECT review, number FROM process_review_adoptions
    WHERE finished_at IS NULL
      AND (told_at IS NULL OR told_at < clock_timestamp() - make_interval(secs => $1)) ORDER BY review, number`,
};
const started = {
  name: 'adoption-told',
  text: 'UPDATE process_review_adoptions SET told_at = clock_timestamp() WHERE review = $1 AND number = $2',
};
const forgetReviews = {
  name: 'reviews-rebuild',
  text: `UPDATE process_reviews SET delivered_version = 0 WHERE status <> 'closed'`,
};
const forgetAdoptions = {
  name: 'adoptions-rebuild',
  text: 'UPDATE process_review_adoptions SET told_at = NULL WHERE finished_at IS NULL',
};
const left = {
  name: 'reviews-left',
  text: `
    SELECT (SELECT count(*)::int FROM process_reviews WHERE delivered_version < version)
      + (SELECT count(*)::int FROM process_review_adoptions WHERE finished_at IS NULL AND told_at IS NULL) AS count`,
};
const among = {
  name: 'reviews-open-among',
  text: `SELECT id FROM process_reviews WHERE id = ANY ($1::text[]) AND status <> 'closed'`,
};

/**
 * What of reviews and their procedures should be running in the engine: PostgreSQL says so, the relay of the worker tells it.
 * Telling twice does no harm. All methods throw RecordError recordUnavailable.
 */
export class ReviewQueue {
  constructor(
    private readonly database: RecordDatabase,
    private readonly clock: DatabaseClock,
  ) {}

  /** Reviews that the engine does not know as they are, the nearest deadlines first. */
  async undelivered(limit: number): Promise<ReviewSituation[]> {
    const rows = await this.database.rows<ReviewState & { epoch: number }>(undelivered, [limit]);
    if (rows.length === 0) return [];
    const now = await this.clock.now(this.database);
    return rows.map(({ epoch, ...state }) => situationOfReview(state, { epoch, now }));
  }

  async delivered({ review, version }: Pick<ReviewSituation, 'review' | 'version'>): Promise<void> {
    await this.database.run(delivered, [review, version]);
  }

  /** Has reviews told again whose deadline is past by `graceSeconds` and was not acted on; how many. */
  async redeliverOverdue(graceSeconds: number): Promise<number> {
    return this.database.run(redeliver, [graceSeconds, await this.clock.now(this.database)]);
  }

  /** Adoptions that are not worked off and that the engine was not told of for `againAfterSeconds`. */
  async adoptionsToStart(againAfterSeconds: number): Promise<AdoptionKey[]> {
    return this.database.rows<AdoptionKey>(adoptions, [againAfterSeconds]);
  }

  async started({ review, number }: AdoptionKey): Promise<void> {
    await this.database.run(started, [review, number]);
  }

  /** Has everything told anew; how many reviews and adoptions. */
  async rebuild(): Promise<number> {
    return (await this.database.run(forgetReviews)) + (await this.database.run(forgetAdoptions));
  }

  /** How many the engine has not been told of. */
  async backlog(): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(left);
    return row?.count ?? 0;
  }

  /** Which of these reviews are open. */
  async isOpen(reviews: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.rows<{ id: string }>(among, [reviews]);
    return new Set(rows.map(({ id }) => id));
  }
}
