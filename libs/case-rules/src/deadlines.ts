import type { DeadlineKind } from '@casetrace/contracts';
import type { DueTime, Pause, Period } from './calendar';
import { describeDeadline, dueTime, dueTimeBefore, halfOf, longestPeriod } from './calendar';
import type { CaseState, ExplainedDeadline, StoodStill } from './case-state';
import type { Policy, Rules } from './rules';
import { defaultPeriods, publishedPolicy } from './rules';

/** The interval between reports at the top doubles at most this often (M9: at growing intervals). */
const mostDoublings = 5;

/** The policy of a case's category; a category without one lives by the defaults of M9, M10 and M12. */
export function policyOf(state: Pick<CaseState, 'category' | 'responsibleDepartment'>, rules: Rules): Policy {
  return (
    publishedPolicy(state.category, rules) ?? {
      category: state.category,
      version: 0,
      department: state.responsibleDepartment,
      ...defaultPeriods,
    }
  );
}

/** All deadlines that run on a case, nearest first; empty while its clocks stand still or it is closed. */
export function allDeadlines(state: CaseState, rules: Rules): ExplainedDeadline[] {
  const policy = policyOf(state, rules);
  const suspended = { ...state, suspensions: withPlannedEnds(state.suspensions, rules) };
  return [
    ...idleDeadline(suspended, policy, rules),
    ...unresolvedDeadlines(suspended, policy, rules),
    ...confirmationDeadlines(suspended, policy, rules),
  ].sort((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt));
}

/** The nearest deadline of a case, or null. */
export function nextDeadline(state: CaseState, rules: Rules): ExplainedDeadline | null {
  return allDeadlines(state, rules)[0] ?? null;
}

/** Why a case has no deadline: the one reason, or null where there should be one. */
export function pauseReason(state: CaseState): 'closed' | 'suspended' | 'misconfigured' | null {
  if (state.status === 'closed') return 'closed';
  if (state.suspensions.some((pause) => pause.to === null)) return 'suspended';
  return state.misconfigured ? 'misconfigured' : null;
}

/** When the right to reopen a closed case, or to correct a recorded answer, ends. Epoch milliseconds. */
export function windowEnd(from: number, state: CaseState, rules: Rules): number {
  const { dueAt } = dueTime({
    from,
    period: policyOf(state, rules).reopenWindow,
    calendar: rules.calendar,
    pauses: [],
  });
  return dueAt ?? Infinity;
}

/** Words a deadline: from when, what is counted, what is skipped, when it is due (P2). */
export function describeExplained(deadline: ExplainedDeadline, language: 'zh' | 'en'): string {
  const sentence = describeDeadline(deadline.explanation, language);
  if (!deadline.lead) return sentence;
  const { amount, unit } = deadline.lead;
  return language === 'zh'
    ? `报告期限届满前${amount}${leadUnits.zh[unit]}要求说明情况。报告期限：${sentence}`
    : `The account is asked for ${amount} ${leadUnits.en[unit]} before the report is due. The report: ${sentence}`;
}

const leadUnits = {
  zh: { workingDays: '个工作日', calendarDays: '日', seconds: '秒' },
  en: { workingDays: 'working days', calendarDays: 'days', seconds: 'seconds' },
} as const;

/** A pause that will end by itself has deadlines beyond its end: nobody else would wake the case. */
function withPlannedEnds(pauses: StoodStill[], rules: Rules): StoodStill[] {
  return pauses.map((pause) => {
    if (pause.to !== null) return pause;
    const planned = rules.suspensions.find(({ id }) => id === pause.reason)?.to ?? null;
    return { ...pause, to: planned === null ? null : Math.max(planned, pause.from) };
  });
}

function idleDeadline(state: CaseState, policy: Policy, rules: Rules): ExplainedDeadline[] {
  const { startedAt, occurrence, reportsAtTop } = state.idle;
  if (startedAt === null) return [];
  const factor = 2 ** Math.min(reportsAtTop, mostDoublings);
  const longest = policy.idle.unit === 'seconds' ? longestPeriod.seconds : longestPeriod.days;
  const period = { ...policy.idle, amount: Math.min(policy.idle.amount * factor, longest) };
  return explained('idle', occurrence, due(startedAt, period, state.suspensions, rules));
}

function unresolvedDeadlines(state: CaseState, policy: Policy, rules: Rules): ExplainedDeadline[] {
  const { startedAt, occurrence, stoodStill, accountRequested } = state.unresolved;
  if (stoodStill.some(({ to }) => to === null)) return [];
  const report = due(startedAt, policy.unresolved, [...state.suspensions, ...stoodStill], rules);
  if (report.dueAt === null) return [];
  const deadlines = explained('unresolved', occurrence, report);
  if (accountRequested || policy.accountLead.amount === 0) return deadlines;
  const asked = dueTimeBefore({ due: report.dueAt, lead: policy.accountLead, calendar: rules.calendar });
  const dueAt = new Date(Math.max(asked, startedAt)).toISOString();
  const account = deadlines.map((deadline) => ({
    ...deadline,
    kind: 'account' as const,
    dueAt,
    lead: policy.accountLead,
  }));
  return [...account, ...deadlines];
}

function confirmationDeadlines(state: CaseState, policy: Policy, rules: Rules): ExplainedDeadline[] {
  const { startedAt, occurrence, reminded } = state.confirmation;
  if (startedAt === null) return [];
  const closing = explained(
    'confirmation',
    occurrence,
    due(startedAt, policy.confirmation, state.suspensions, rules),
  );
  if (reminded) return closing;
  const half = due(startedAt, halfOf(policy.confirmation), state.suspensions, rules);
  return [...explained('confirmationReminder', occurrence, half), ...closing];
}

function due(from: number, period: Period, pauses: Pause[], rules: Rules): DueTime {
  return dueTime({ from, period, calendar: rules.calendar, pauses });
}

function explained(kind: DeadlineKind, occurrence: number, time: DueTime): ExplainedDeadline[] {
  if (time.dueAt === null) return [];
  const dueAt = new Date(time.dueAt).toISOString();
  return [
    { kind, occurrence, dueAt, provisional: time.provisional, explanation: { ...time.explanation, dueAt } },
  ];
}
