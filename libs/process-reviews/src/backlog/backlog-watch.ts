import { randomBytes } from 'node:crypto';
import {
  advisoryLocks,
  type Connection,
  type DatabaseClock,
  type RecordDatabase,
  type RulesSource,
} from '@casetrace/case-record';
import { defaultBacklog, publishedPolicy, type Rules } from '@casetrace/case-rules';
import { departmentsUnder, inChargeOf } from '../reviews/in-charge';
import { reviewDeadline } from '../reviews/review-deadline';
import { appendEntry, beginningOfReview } from '../reviews/review-entry';
import { insertReview, lockReview, type ReviewState, saveReview } from '../reviews/review-state';
import { theSystem } from '../reviews/the-system';
import { tellDepartments } from '../reviews/tell-departments';
import { countHeaps, figuresOf } from './count-heaps';
import { type BacklogDecision, decideBacklog, type Episode } from './decide-backlog';

const begin = `BEGIN; SELECT pg_advisory_xact_lock_shared(${advisoryLocks.rules})`;
const tryAlone = {
  name: 'backlog-watch-alone',
  text: `SELECT pg_try_advisory_xact_lock(${advisoryLocks.backlogWatch}) AS alone,
    (SELECT version::int FROM rules_version) AS version`,
};
const readEpisodes = {
  name: 'backlog-episodes',
  text: `
    SELECT id AS review, category, scope, place, episode_ended_at IS NOT NULL AS ended
    FROM process_reviews WHERE episode_ended_at IS NULL OR status <> 'closed'`,
};
const olderRules = {
  name: 'process-reviews-of-older-rules',
  text: `SELECT id FROM process_reviews WHERE status <> 'closed' AND rules_version < $1 ORDER BY id`,
};

/** What one look brought. */
export interface BacklogLook {
  opened: string[];
  ended: string[];
  resumed: string[];
}

interface Moment {
  rules: Rules;
  /** epoch milliseconds */
  now: number;
}

/**
 * Looks at what is piled up and opens a process review where a limit was passed, once per episode (M11). One look at a time,
 * whatever number of processes look; each is one transaction, in which the departments are told.
 */
export class BacklogWatch {
  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
    private readonly clock: DatabaseClock,
  ) {}

  /** Null where another process is looking. @throws RecordError recordUnavailable. */
  async look(): Promise<BacklogLook | null> {
    return this.database.transaction(begin, async (connection) => {
      const [row] = await connection.rows<{ alone: boolean; version: number }>(tryAlone);
      if (!row?.alone) return null;
      const { rules } = await this.rules.at(row.version, connection);
      const moment = { rules, now: await this.clock.now(connection) };
      const limitsOf = (category: string) => publishedPolicy(category, rules)?.backlog ?? defaultBacklog;
      const heaps = await countHeaps(connection, { ...moment, limitsOf });
      const episodes = await connection.rows<Episode>(readEpisodes);
      const look: BacklogLook = { opened: [], ended: [], resumed: [] };
      for (const decision of decideBacklog({ heaps, episodes, rules, limitsOf })) {
        if (decision.kind === 'open') look.opened.push(await open(connection, decision, moment));
        else look[await change(connection, decision, moment)].push(decision.review);
      }
      await takeUpRules(connection, moment);
      return look;
    });
  }
}

async function open(
  connection: Connection,
  decision: BacklogDecision & { kind: 'open' },
  { rules, now }: Moment,
): Promise<string> {
  const { category, scope, place, passed, limits, counts } = decision;
  const departments = departmentsUnder(decision, rules);
  const inCharge = inChargeOf(decision, rules);
  const idle = { category, inCharge, idleSince: now, reportsAtTop: 0 };
  const state: ReviewState = {
    ...{ id: newReviewId(), version: 0, entries: 0, status: 'opened', category, scope, place, level: 0 },
    ...{ passed, limits, figuresAfter: null, causeKind: null, episodeEndedAt: null, closedAt: null },
    ...{ ...idle, openedAt: now, rulesVersion: rules.version, headHash: beginningOfReview },
    figuresBefore: await figuresOf(connection, { category, departments, limits }, { rules, now }),
    nextDeadline: reviewDeadline(idle, rules),
  };
  await insertReview(connection, state);
  const data = { category, scope, place, inCharge, passed, ...counts };
  await appendEntry(connection, state, { kind: 'opened', actor: theSystem, at: now, data });
  await saveReview(connection, state);
  await tellDepartments(connection, 'processReviewOpened', state, [inCharge, place]);
  return state.id;
}

async function change(
  connection: Connection,
  { kind, review, counts }: BacklogDecision & { kind: 'end' | 'resume' },
  { now }: Moment,
): Promise<'ended' | 'resumed'> {
  const state = await lockReview(connection, review);
  const ends = kind === 'end';
  state.episodeEndedAt = ends ? now : null;
  await appendEntry(connection, state, {
    kind: ends ? 'backlogEnded' : 'backlogReturned',
    actor: theSystem,
    at: now,
    data: { ...counts },
  });
  await saveReview(connection, state);
  return ends ? 'ended' : 'resumed';
}

/** Deadlines of reviews follow published rules, as those of cases do (P2). */
async function takeUpRules(connection: Connection, { rules }: Moment): Promise<void> {
  const rows = await connection.rows<{ id: string }>(olderRules, [rules.version]);
  for (const { id } of rows) {
    const state = await lockReview(connection, id);
    state.nextDeadline = reviewDeadline(state, rules);
    state.rulesVersion = rules.version;
    state.version += 1;
    await saveReview(connection, state);
  }
}

/** A code like any other, told apart by 48 random bits. */
const newReviewId = (): string => `PR-${randomBytes(6).toString('hex')}`;
