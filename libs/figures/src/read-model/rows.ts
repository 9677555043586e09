import type { Facts, Span, Stay } from '../facts/facts';

type Columns = Record<string, unknown>;

const spanColumns = (name: string, span: Span | null): Columns => ({
  [`${name}_day`]: span?.day ?? null,
  [`${name}_department`]: span?.department ?? null,
  [`${name}_seconds`]: span?.seconds ?? null,
});

/** The row of `figure_cases`, by column. */
export function caseRow(facts: Facts): Columns {
  const { moments, resolution } = facts;
  return {
    tracking_number: facts.trackingNumber,
    version: facts.version,
    category: facts.category,
    district: facts.district,
    channel: facts.channel,
    desk: facts.desk,
    first_department: facts.firstDepartment,
    department: facts.department,
    registered_day: facts.registeredDay,
    ...spanColumns('first_handled', facts.firstHandled),
    ...spanColumns('first_resolved', facts.firstResolved),
    ...spanColumns('first_closed', facts.firstClosed),
    closed_day: facts.closedDay,
    closure: facts.closure,
    resolved_day: resolution?.day ?? null,
    solved_by: facts.solvedBy,
    contributors: facts.contributors,
    cause_kind: resolution?.causeKind ?? null,
    rule_key: resolution?.ruleKey ?? null,
    rule_text: resolution?.ruleText ?? null,
    citations: resolution?.citations ?? [],
    transfers: facts.transfers,
    idle_escalations: facts.idleEscalations,
    unresolved_reports: facts.unresolvedReports,
    contested: facts.contested,
    reopened: facts.reopened,
    answer: facts.answer,
    resolving_seconds: facts.resolvingSeconds,
    over_limit_seconds: facts.overLimitSeconds,
    moment_days: moments.map(({ day }) => day),
    moment_departments: moments.map(({ department }) => department),
    moment_measures: moments.map(({ measure }) => measure),
    moment_amounts: moments.map(({ amount }) => amount),
  };
}

/** The rows of `figure_stays`, by column. */
export function stayRows(facts: Facts): Columns[] {
  const { trackingNumber, category, district, channel, registeredDay } = facts;
  return facts.stays.map((stay, index) => ({
    tracking_number: trackingNumber,
    ordinal: index + 1,
    category,
    district,
    channel,
    department: stay.department,
    registered_day: registeredDay,
    held: heldDays(stay),
    ended_day: stay.toDay,
    seconds: stay.seconds,
    ended_by: stay.endedBy,
    next_department: stay.next,
    returned: stay.returned,
  }));
}

/** The days at whose end the case was there. */
const heldDays = ({ fromDay, toDay }: Stay): string => `[${fromDay},${toDay ?? ''})`;
