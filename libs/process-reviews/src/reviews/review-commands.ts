import type { ReviewCommandType } from '@casetrace/contracts';
import {
  advisoryLocks,
  type Connection,
  type DatabaseClock,
  type RecordDatabase,
  RecordError,
  type RulesPublisher,
  type RulesSnapshot,
  type RulesSource,
  withRetries,
} from '@casetrace/case-record';
import { figuresOf } from '../backlog/count-heaps';
import { assertDisposable, changesRules, publishRules, writeAdoption } from '../procedures/adoption';
import { procedureCodeOf, type ProcedurePublisher } from '../procedures/procedure-publisher';
import {
  earlierReviewAnswer,
  hashOfRequest,
  keepReviewAnswer,
  type ReviewRequest,
} from './accepted-review-command';
import { departmentsUnder } from './in-charge';
import { answerOf, type ReviewAnswer } from './review-answer';
import { reviewDeadline } from './review-deadline';
import { appendEntry, type NewEntry } from './review-entry';
import { lockReview, type ReviewState, saveReview } from './review-state';
import { needsReasonToClose, reviewTransitions } from './state-machine';
import { tellDepartments } from './tell-departments';

const begin = `BEGIN; SELECT pg_advisory_xact_lock_shared(${advisoryLocks.rules})`;
const readVersion = {
  name: 'process-review-rules-version',
  text: 'SELECT version::int AS version FROM rules_version',
};
const unfinished = {
  name: 'unfinished-adoptions',
  text: `SELECT number FROM process_review_adoptions WHERE review = $1 AND finished_at IS NULL LIMIT 1`,
};
const longestReason = 2_000;

/** A review under way of being changed. `now` is epoch milliseconds. */
interface Change {
  connection: Connection;
  state: ReviewState;
  snapshot: RulesSnapshot;
  now: number;
}

/** What a command brings besides its new status. */
interface Outcome {
  entry: Omit<NewEntry, 'actor' | 'at'>;
  adopted?: ReviewAnswer['adopted'];
}

/**
 * What the superior in charge does with a process review (M11): one transaction each, given again by its key it changes
 * nothing. All throw RecordError noSuchResource, notResponsible, notInThisStatus, idempotencyKeyReused, invalidRequest,
 * caseBusy, recordUnavailable.
 */
export class ReviewCommands {
  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
    private readonly clock: DatabaseClock,
    private readonly publisher: RulesPublisher,
    private readonly procedures: ProcedurePublisher,
  ) {}

  acknowledge(request: ReviewRequest<'acknowledge'>): Promise<ReviewAnswer> {
    const { text = null } = request.body;
    return this.take('acknowledge', request, () =>
      Promise.resolve({ entry: { kind: 'acknowledged', content: text } }),
    );
  }

  recordFindings(request: ReviewRequest<'recordFindings'>): Promise<ReviewAnswer> {
    const { text, causeKind } = request.body;
    return this.take('recordFindings', request, ({ state }) => {
      state.causeKind = causeKind;
      return Promise.resolve({ entry: { kind: 'findingsRecorded', content: text, data: { causeKind } } });
    });
  }

  /**
   * Publishes the procedure, changes the rules where it says so, and names the cases that it is applied to, all at once; the
   * workflow `applyProcedure` then works them off. @throws RecordError unknownDepartment, notInSubtree as well.
   */
  async adoptProcedure(request: ReviewRequest<'adoptProcedure'>): Promise<ReviewAnswer> {
    const { body, review, actor } = request;
    const work = (change: Change): Promise<Outcome> => this.adopt(change, request);
    if (!changesRules(body)) return this.take('adoptProcedure', request, work);
    const publication = {
      by: actor.officer ?? request.caller,
      reason: `${review}: ${body.text}`.slice(0, longestReason),
    };
    const content = { review, route: body.route, duties: body.duties };
    let answer: ReviewAnswer | undefined;
    try {
      await this.publisher.publish('procedure', publication, content, async (connection) => {
        answer = await this.takeWithin(connection, 'adoptProcedure', request, work);
        if (answer.replayed) throw new GivenBefore();
      });
    } catch (error) {
      if (!(error instanceof GivenBefore)) throw error;
    }
    if (!answer) throw new Error('Nothing was adopted.');
    return answer;
  }

  close(request: ReviewRequest<'close'>): Promise<ReviewAnswer> {
    const { reason = null } = request.body;
    return this.take('close', request, async ({ connection, state, snapshot: { rules }, now }) => {
      const withoutProcedure = needsReasonToClose(state.status);
      if (withoutProcedure && reason === null) {
        throw new RecordError('invalidRequest', 'Closing without a new procedure needs a reason.');
      }
      if ((await connection.rows(unfinished, [state.id])).length > 0) {
        throw new RecordError('notInThisStatus', 'The procedure is still being applied to waiting cases.', {
          status: state.status,
        });
      }
      const departments = departmentsUnder(state, rules);
      state.figuresAfter = await figuresOf(connection, { ...state, departments }, { rules, now });
      state.closedAt = now;
      return { entry: { kind: 'closed', content: reason, data: { withoutProcedure } } };
    });
  }

  private async adopt(
    { connection, state, snapshot, now }: Change,
    { body, actor, caller }: ReviewRequest<'adoptProcedure'>,
  ): Promise<Outcome> {
    assertDisposable(state, body, snapshot);
    const by = actor.officer ?? caller;
    const { id: review, category } = state;
    const { title, steps, text } = body;
    const code = procedureCodeOf(state);
    const publication = { by, reason: `${review}: ${text}`.slice(0, longestReason) };
    const procedure = { code, review, category, title, steps, text, at: now };
    const edition = await this.procedures.publish(connection, procedure, publication);
    await publishRules(connection, state, body, { snapshot, publication });
    const departments = departmentsUnder(state, snapshot.rules);
    const adoption = { state, body, edition, departments, by: actor, now };
    const { number, cases } = await writeAdoption(connection, adoption);
    const { route = null, duties, disposition } = body;
    const data = {
      ...{ ...edition, number, cases, steps: steps.length, route },
      ...{ dutiesOf: duties?.department ?? null, resolves: disposition !== undefined },
    };
    return { entry: { kind: 'procedureAdopted', content: text, data }, adopted: { ...edition, cases } };
  }

  private take<T extends ReviewCommandType>(
    type: T,
    request: ReviewRequest<T>,
    work: (change: Change) => Promise<Outcome>,
  ): Promise<ReviewAnswer> {
    return withRetries(() =>
      this.database.transaction(begin, (connection) => this.takeWithin(connection, type, request, work)),
    );
  }

  private async takeWithin<T extends ReviewCommandType>(
    connection: Connection,
    type: T,
    request: ReviewRequest<T>,
    work: (change: Change) => Promise<Outcome>,
  ): Promise<ReviewAnswer> {
    const requestHash = hashOfRequest(type, request);
    const state = await lockReview(connection, request.review);
    const known = await earlierReviewAnswer(connection, request, requestHash);
    if (known) return known;
    assertInCharge(state, request);
    const { in: statuses, to } = reviewTransitions[type];
    if (!statuses.includes(state.status)) throw notInThisStatus(state);
    const [row] = await connection.rows<{ version: number }>(readVersion);
    const snapshot = await this.rules.at(row?.version ?? 0, connection);
    const now = await this.clock.now(connection);
    const { entry, adopted = null } = await work({ connection, state, snapshot, now });
    state.status = to;
    state.idleSince = now;
    state.reportsAtTop = 0;
    state.nextDeadline = to === 'closed' ? null : reviewDeadline(state, snapshot.rules);
    state.rulesVersion = snapshot.version;
    await appendEntry(connection, state, { ...entry, actor: request.actor, at: now });
    await saveReview(connection, state);
    if (to === 'closed') await tellDepartments(connection, 'processReviewClosed', state, concerned(state));
    const answer = answerOf(state, adopted);
    await keepReviewAnswer(connection, request, { requestHash, answer, now });
    return answer;
  }
}

/** Undoes a publication that was given before. */
class GivenBefore extends Error {}

const concerned = ({ inCharge, place }: ReviewState): string[] => [inCharge, place];

function assertInCharge(
  { inCharge }: ReviewState,
  { actor }: { actor: { department: string | null } },
): void {
  if (actor.department === inCharge) return;
  throw new RecordError('notResponsible', `${inCharge} is in charge of this review.`, { inCharge });
}

const notInThisStatus = ({ status }: ReviewState): RecordError =>
  new RecordError('notInThisStatus', 'The review is not in a status in which this can be done.', { status });
