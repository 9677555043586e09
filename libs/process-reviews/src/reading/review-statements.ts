import { exactTime } from '@casetrace/case-record';

const utc = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const columns = `r.id, r.version, r.status, r.category, r.scope, r.place, r.in_charge AS "inCharge", r.level, r.passed,
  r.cause_kind AS "causeKind", ${utc('r.opened_at')} AS "openedAt", ${utc('r.episode_ended_at')} AS "episodeEndedAt",
  ${utc('r.closed_at')} AS "closedAt", r.next_deadline AS "nextDeadline", r.figures_before AS "figuresBefore",
  r.figures_after AS "figuresAfter", r.limits, ${exactTime('r.opened_at')} AS exactly`;

/** $1 status, $2 open, $3 category, $4 in charge, $5 place, $6 and $7 the end of the page before, $8 limit */
export const listReviews = {
  name: 'list-process-reviews',
  text: `
    SELECT ${columns} FROM process_reviews r
    WHERE ($1::text IS NULL OR r.status = $1) AND ($2::boolean IS NULL OR (r.status <> 'closed') = $2)
      AND ($3::text IS NULL OR r.category = $3) AND ($4::text IS NULL OR r.in_charge = $4)
      AND ($5::text IS NULL OR r.place = $5)
      AND ($6::timestamptz IS NULL OR (r.opened_at, r.id) < ($6::timestamptz, $7))
    ORDER BY r.opened_at DESC, r.id DESC LIMIT $8`,
};

export const readReview = {
  name: 'read-process-review',
  text: `SELECT ${columns} FROM process_reviews r WHERE r.id = $1`,
};

export const readEntries = {
  name: 'read-process-review-entries',
  text: `
    SELECT sequence, kind, ${utc('at')} AS at,
      json_build_object('kind', actor_kind, 'department', actor_department, 'officer', actor_officer) AS actor,
      data, content AS text
    FROM process_review_entries WHERE review = $1 ORDER BY sequence`,
};

/** What became of each adoption's cases, counted. */
export const outcomes = {
  name: 'process-review-outcomes',
  text: `
    WITH counted AS (
      SELECT number, outcome, count(*)::int AS count FROM process_review_applications
      WHERE review = $1 GROUP BY number, outcome
    )
    SELECT a.number, a.guidance, a.edition, ${utc('a.adopted_at')} AS "adoptedAt", ${utc('a.finished_at')} AS "finishedAt",
      coalesce((SELECT count FROM counted c WHERE c.number = a.number AND outcome = 'waiting'), 0) AS waiting,
      coalesce((SELECT count FROM counted c WHERE c.number = a.number AND outcome = 'applied'), 0) AS applied,
      coalesce((SELECT json_object_agg(outcome, count ORDER BY outcome) FROM counted c
        WHERE c.number = a.number AND outcome NOT IN ('waiting', 'applied')), '{}') AS refused
    FROM process_review_adoptions a WHERE a.review = $1 ORDER BY a.number`,
};

const caseColumns = `c.tracking_number AS "trackingNumber", c.status, c.responsible_department AS "responsibleDepartment",
  ${utc('c.registered_at')} AS "registeredAt", ${exactTime('c.registered_at')} AS exactly`;
const page = (position: number): string => `
  ($${position}::timestamptz IS NULL
    OR (c.registered_at, c.tracking_number) > ($${position}::timestamptz, $${position + 1}))
  ORDER BY c.registered_at, c.tracking_number LIMIT $${position + 2}`;

/** $1 category, $2 departments */
export const casesBefore = {
  name: 'process-review-waiting-cases',
  text: `
    SELECT ${caseColumns}, 'waiting' AS outcome FROM cases c
    WHERE c.category = $1 AND c.responsible_department = ANY ($2::text[]) AND c.status <> 'closed'
      AND c.status <> 'resolved' AND ${page(3)}`,
};

/** $1 review, $2 whether those that it was applied to are asked for, or those that refused; by the last adoption */
export const treatedCases = {
  name: 'process-review-treated-cases',
  text: `
    SELECT ${caseColumns}, a.outcome
    FROM process_review_applications a JOIN cases c USING (tracking_number)
    WHERE a.review = $1 AND a.outcome <> 'waiting' AND (a.outcome = 'applied') = $2
      AND a.number = (SELECT max(number) FROM process_review_adoptions WHERE review = $1) AND ${page(3)}`,
};
