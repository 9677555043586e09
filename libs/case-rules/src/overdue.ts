import type { Actor, DeadlineKind } from '@casetrace/contracts';
import type { CaseState, ExplainedDeadline } from './case-state';
import { allDeadlines } from './deadlines';
import { climb, complaintChannelsOf, depthOf, supervisoryBodyOf } from './hierarchy';
import { departmentOf } from './rules';
import { suspensionChanges, system, takeUp } from './suspensions';
import type { Unfolding } from './unfolding';

/** Who set off a step: the clock, or the front desk that saw that the time had come (M9). */
export type Trigger = 'clock' | 'frontDesk';

type Step = (unfolding: Unfolding, effectiveAt: number, trigger: Trigger) => void;

const steps: Record<DeadlineKind, Step> = {
  idle: escalateIdle,
  account: requestAccount,
  unresolved: reportUnresolved,
  confirmationReminder: remindFiler,
  confirmation: closeUnanswered,
};

/** A later step of the same clock makes the earlier one pointless when both are overdue. */
const supersededBy: Partial<Record<DeadlineKind, DeadlineKind>> = {
  account: 'unresolved',
  confirmationReminder: 'confirmation',
};

/**
 * Applies what is overdue, at most one step per clock, in the order of due times (lifecycle.md, "Lateness"): an outage of a
 * week costs one level, not three. Suspensions are taken up in the same order: what was due before one began was due then.
 */
export function applyOverdue(unfolding: Unfolding, trigger: Trigger = 'clock'): void {
  const changes = suspensionChanges(unfolding);
  if (changes.length === 0 && isBeforeTheNext(unfolding)) return;
  const ahead = unfolding.ahead();
  for (const change of changes) takeUp(ahead, change);
  const happenings = [
    ...withPassed(passedByOldRules(unfolding), overdueDeadlines(ahead)).map(({ kind, dueAt }) => {
      const at = Date.parse(dueAt);
      return { at, happen: () => steps[kind](unfolding, at, trigger) };
    }),
    ...changes.map((change) => ({ at: change.at, happen: () => takeUp(unfolding, change) })),
  ].sort((one, other) => one.at - other.at);
  for (const { happen } of happenings) happen();
}

/**
 * The nearest deadline by the rules of its time, where it had passed before others were published: whoever woke in time acted
 * on it, so whoever wakes later does too (P1). Null where a brake that began earlier held it.
 */
export function passedByOldRules(unfolding: Unfolding): ExplainedDeadline | null {
  const { state, rules } = unfolding;
  const { nextDeadline, rulesVersion } = state;
  const publishedAt = rules.published[rulesVersion + 1];
  if (nextDeadline === null || publishedAt === undefined || rulesVersion === rules.version) return null;
  const due = Date.parse(nextDeadline.dueAt);
  if (due > publishedAt) return null;
  return suspensionChanges(unfolding).some(({ at }) => at <= due) ? null : nextDeadline;
}

/** What is overdue by the rules of now, and what was before them: one step per clock. */
function withPassed(passed: ExplainedDeadline | null, overdue: ExplainedDeadline[]): ExplainedDeadline[] {
  if (passed === null) return overdue;
  const others = overdue.filter(({ kind }) => kind !== passed.kind && supersededBy[kind] !== passed.kind);
  const pointless = others.some(({ kind }) => kind === supersededBy[passed.kind]);
  return pointless ? others : [passed, ...others];
}

/** Most commands come before the nearest deadline; what it is by these very rules was computed after the command before. */
function isBeforeTheNext({ state, rules, now }: Unfolding): boolean {
  const { nextDeadline, rulesVersion } = state;
  return nextDeadline !== null && rulesVersion === rules.version && now < Date.parse(nextDeadline.dueAt);
}

function overdueDeadlines({ state, rules, now }: Unfolding): ExplainedDeadline[] {
  const overdue = allDeadlines(state, rules).filter(({ dueAt }) => Date.parse(dueAt) <= now);
  const kinds = new Set(overdue.map(({ kind }) => kind));
  return overdue.filter(({ kind }) => {
    const later = supersededBy[kind];
    return !later || !kinds.has(later);
  });
}

/** M9: to the superior; at the top to the supervisory body, again at growing intervals. */
function escalateIdle(unfolding: Unfolding, effectiveAt: number, trigger: Trigger): void {
  const { state, rules } = unfolding;
  const from = state.responsibleDepartment;
  const { occurrence } = state.idle;
  if (!departmentOf(from, rules)) {
    return misconfigured(unfolding, 'unknownDepartment', { deadline: 'idle', occurrence, effectiveAt });
  }
  const { to, pastTheTop, unstaffed } = climb(from, state.reached, rules);
  if (to === null)
    return reportToSupervisoryBody(unfolding, 'idle', occurrence, effectiveAt, state.level + 1);
  noteUnstaffed(unfolding, unstaffed, occurrence, effectiveAt);
  const wasContested = state.status === 'contested';
  const actor = trigger === 'clock' ? clockOf(state) : unfolding.actor;
  const reached = highest(state.reached, to, unfolding);
  const data = { from, to, level: state.level + 1, reached, trigger, occurrence };
  unfolding.happen('IdleEscalated', data, { actor, effectiveAt });
  if (wasContested) tellComplaintChannels(unfolding, from, clockOf(state), effectiveAt);
  if (pastTheTop) reportToSupervisoryBody(unfolding, 'idle', occurrence, effectiveAt, data.level);
}

/** M10: to the superior, every further period to the next level up. */
function reportUnresolved(unfolding: Unfolding, effectiveAt: number): void {
  const { state, rules } = unfolding;
  const { occurrence, account, reportedTo } = state.unresolved;
  if (!departmentOf(state.responsibleDepartment, rules)) {
    return misconfigured(unfolding, 'unknownDepartment', { deadline: 'unresolved', occurrence, effectiveAt });
  }
  const { to, pastTheTop, unstaffed } = climb(state.responsibleDepartment, reportedTo, rules);
  if (to === null || pastTheTop) {
    return reportToSupervisoryBody(unfolding, 'unresolved', occurrence, effectiveAt, state.level);
  }
  noteUnstaffed(unfolding, unstaffed, occurrence, effectiveAt);
  const data = { to, trigger: 'clock', occurrence, account } as const;
  unfolding.happen('UnresolvedReported', data, { actor: clockOf(state), effectiveAt });
}

function requestAccount(unfolding: Unfolding, effectiveAt: number): void {
  const { state } = unfolding;
  const data = { occurrence: state.unresolved.occurrence };
  unfolding.happen('AccountRequested', data, { actor: clockOf(state), effectiveAt });
}

function remindFiler(unfolding: Unfolding, effectiveAt: number): void {
  const { state } = unfolding;
  const data = { occurrence: state.confirmation.occurrence };
  unfolding.happen('FilerReminded', data, { actor: clockOf(state), effectiveAt });
}

function closeUnanswered(unfolding: Unfolding, effectiveAt: number): void {
  unfolding.close('noAnswer', { actor: clockOf(unfolding.state), effectiveAt });
}

function reportToSupervisoryBody(
  unfolding: Unfolding,
  kind: 'idle' | 'unresolved',
  occurrence: number,
  effectiveAt: number,
  level: number,
): void {
  const { state, rules } = unfolding;
  const department = state.responsibleDepartment;
  const body = supervisoryBodyOf(department, rules);
  if (body === null) {
    const problem = departmentOf(department, rules)?.superior === null ? 'noSuperior' : 'noSupervisoryBody';
    return misconfigured(unfolding, problem, { deadline: kind, occurrence, effectiveAt });
  }
  const data = { department, body, kind, level, occurrence };
  unfolding.happen('SupervisoryBodyReported', data, { actor: clockOf(state), effectiveAt });
}

/** The channels and bodies that a filer may complain to are told, and that is on record (M6d). */
export function tellComplaintChannels(
  unfolding: Unfolding,
  department: string,
  actor: Actor,
  effectiveAt = unfolding.now,
): void {
  const { rules } = unfolding;
  const body = supervisoryBodyOf(department, rules);
  const bodies = [...complaintChannelsOf(department, rules), ...(body === null ? [] : [body])];
  unfolding.happen('ComplaintChannelsTold', { bodies }, { actor, effectiveAt });
}

function misconfigured(
  unfolding: Unfolding,
  problem: 'unknownDepartment' | 'noSuperior' | 'noSupervisoryBody',
  { deadline, occurrence, effectiveAt }: { deadline: DeadlineKind; occurrence: number; effectiveAt: number },
): void {
  const { state } = unfolding;
  const data = { department: state.responsibleDepartment, problem, deadline, occurrence };
  unfolding.happen('MisconfigurationFound', data, { actor: clockOf(state), effectiveAt });
}

/** Departments that were passed over because nobody works there are a reported misconfiguration (P3). */
export function noteUnstaffed(
  unfolding: Unfolding,
  departments: string[],
  occurrence = 0,
  effectiveAt = unfolding.now,
): void {
  for (const department of departments) {
    const data = { department, problem: 'noStaff', deadline: null, occurrence } as const;
    unfolding.happen('MisconfigurationFound', data, { actor: system(unfolding.state), effectiveAt });
  }
}

/** The higher of the department reached before and a new one. */
export function highest(
  reached: string | null,
  department: string,
  { rules }: Pick<Unfolding, 'rules'>,
): string {
  if (reached === null) return department;
  return depthOf(department, rules) <= depthOf(reached, rules) ? department : reached;
}

/** The clock acts for the department that was responsible when the due time passed. */
function clockOf(state: CaseState): Actor {
  return { kind: 'clock', department: state.responsibleDepartment, officer: state.responsibleOfficer };
}
