import { type Connection, type ProcessReviewRow, RecordError } from '@casetrace/case-record';

/** A review as it is changed: times are epoch milliseconds. */
export interface ReviewState extends Pick<
  ProcessReviewRow,
  | 'id'
  | 'version'
  | 'status'
  | 'category'
  | 'scope'
  | 'place'
  | 'inCharge'
  | 'level'
  | 'passed'
  | 'limits'
  | 'figuresBefore'
  | 'figuresAfter'
  | 'causeKind'
  | 'reportsAtTop'
  | 'nextDeadline'
  | 'entries'
  | 'headHash'
> {
  openedAt: number;
  episodeEndedAt: number | null;
  closedAt: number | null;
  idleSince: number;
  rulesVersion: number;
}

const milliseconds = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::float8`;

/** The columns of `process_reviews` (as `r`) that make a ReviewState. */
export const stateColumns = `r.id, r.version, r.status, r.category, r.scope, r.place, r.in_charge AS "inCharge", r.level,
  r.passed, r.limits, r.figures_before AS "figuresBefore", r.figures_after AS "figuresAfter", r.cause_kind AS "causeKind",
  ${milliseconds('r.opened_at')} AS "openedAt", ${milliseconds('r.episode_ended_at')} AS "episodeEndedAt",
  ${milliseconds('r.closed_at')} AS "closedAt", ${milliseconds('r.idle_since')} AS "idleSince",
  r.reports_at_top AS "reportsAtTop", r.next_deadline AS "nextDeadline", r.rules_version::int AS "rulesVersion",
  r.head_hash AS "headHash", r.entries`;

const lock = {
  name: 'lock-process-review',
  text: `SELECT ${stateColumns} FROM process_reviews r WHERE r.id = $1 FOR NO KEY UPDATE OF r`,
};

const idForm = /^[0-9A-Za-z-]{1,64}$/;

/** What is no id of a review names none. @throws RecordError noSuchResource. */
export function assertReviewId(id: string): void {
  if (!idForm.test(id)) throw new RecordError('noSuchResource', 'There is no such process review.');
}

/** Locks a review until the transaction ends. @throws RecordError noSuchResource. */
export async function lockReview(connection: Connection, id: string): Promise<ReviewState> {
  assertReviewId(id);
  const [state] = await connection.rows<ReviewState>(lock, [id]);
  if (!state) throw new RecordError('noSuchResource', 'There is no such process review.');
  return state;
}

const at = (position: number): string => `to_timestamp($${position}::float8 / 1000)`;
const values = `$2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, ${at(10)}, ${at(11)}, ${at(12)}, $13, ${at(14)}, $15::jsonb,
  $16::bigint, $17::bytea, $18`;
const columns = `version, status, in_charge, level, passed, limits, figures_after, cause_kind, episode_ended_at, closed_at,
  idle_since, reports_at_top, next_deadline_at, next_deadline, rules_version, head_hash, entries`;

const insert = {
  name: 'insert-process-review',
  text: `INSERT INTO process_reviews (id, ${columns}, category, scope, place, figures_before, opened_at)
    VALUES ($1, ${values}, $19, $20, $21, $22::jsonb, ${at(23)})`,
};
const update = {
  name: 'update-process-review',
  text: `UPDATE process_reviews SET (${columns}) = ROW(${values}) WHERE id = $1`,
};

const changing = (state: ReviewState): unknown[] => [
  ...[state.id, state.version, state.status, state.inCharge, state.level, state.passed],
  JSON.stringify(state.limits),
  state.figuresAfter && JSON.stringify(state.figuresAfter),
  ...[state.causeKind, state.episodeEndedAt, state.closedAt, state.idleSince, state.reportsAtTop],
  state.nextDeadline && Date.parse(state.nextDeadline.dueAt),
  state.nextDeadline && JSON.stringify(state.nextDeadline),
  ...[state.rulesVersion, state.headHash, state.entries],
];

export async function insertReview(connection: Connection, state: ReviewState): Promise<void> {
  const { category, scope, place, figuresBefore, openedAt } = state;
  const fixed = [category, scope, place, JSON.stringify(figuresBefore), openedAt];
  await connection.run(insert, [...changing(state), ...fixed]);
}

/** Writes a locked review: the engine is to be told of it. */
export async function saveReview(connection: Connection, state: ReviewState): Promise<void> {
  await connection.run(update, changing(state));
}
