import type { ReviewSituation } from '@casetrace/contracts';
import {
  advisoryLocks,
  type Connection,
  type DatabaseClock,
  type RecordDatabase,
  type RulesSource,
} from '@casetrace/case-record';
import { climb, type Rules, supervisoryBodyOf } from '@casetrace/case-rules';
import { reviewDeadline } from './review-deadline';
import { appendEntry } from './review-entry';
import { situationOfReview } from './review-situation';
import { lockReview, type ReviewState, saveReview } from './review-state';
import { tellDepartments } from './tell-departments';
import { theSystem } from './the-system';

const begin = `BEGIN; SELECT pg_advisory_xact_lock_shared(${advisoryLocks.rules})`;
const readVersions = {
  name: 'process-review-versions',
  text: `SELECT (SELECT version::int FROM rules_version) AS version, (SELECT epoch FROM record_epoch) AS epoch`,
};
/** Those who keep the system in order. */
const operations = 'operations';

/** The clock of process reviews: idle escalation applies to them too (M9, M11). */
export class ReviewClock {
  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
    private readonly clock: DatabaseClock,
  ) {}

  /**
   * Does the step of the clock where its time has come by the database's clock, and answers what is now known. Given again
   * it changes nothing. @throws RecordError noSuchResource, caseBusy, recordUnavailable.
   */
  async escalateIdle(review: string): Promise<ReviewSituation> {
    return this.database.transaction(begin, async (connection) => {
      const state = await lockReview(connection, review);
      const [{ version, epoch } = { version: 0, epoch: 1 }] = await connection.rows<{
        version: number;
        epoch: number;
      }>(readVersions);
      const { rules } = await this.rules.at(version, connection);
      const now = await this.clock.now(connection);
      state.nextDeadline = state.status === 'closed' ? null : reviewDeadline(state, rules);
      if (state.nextDeadline && Date.parse(state.nextDeadline.dueAt) <= now) {
        await escalate(connection, state, { rules, now });
      }
      return situationOfReview(state, { epoch, now });
    });
  }
}

/** To the next superior up; at the top the supervisory body is told, at growing intervals (M9, P3). */
async function escalate(
  connection: Connection,
  state: ReviewState,
  { rules, now }: { rules: Rules; now: number },
): Promise<void> {
  const from = state.inCharge;
  const dueAt = state.nextDeadline?.dueAt ?? null;
  const { to, unstaffed } = climb(from, null, rules);
  const body = to === null ? supervisoryBodyOf(from, rules) : null;
  state.level += 1;
  state.inCharge = to ?? from;
  state.reportsAtTop += to === null ? 1 : 0;
  state.idleSince = now;
  state.nextDeadline = reviewDeadline(state, rules);
  state.rulesVersion = rules.version;
  const data = { from, to, body, unstaffed, level: state.level, effectiveAt: dueAt };
  await appendEntry(connection, state, { kind: 'escalated', actor: theSystem, at: now, data });
  await saveReview(connection, state);
  // Nobody above and no supervisory body is a misconfiguration that somebody has to learn of.
  const beyond = to ?? body ?? operations;
  await tellDepartments(connection, 'processReviewEscalated', state, [from, beyond, state.place]);
}
