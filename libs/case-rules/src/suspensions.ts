import type { Actor } from '@casetrace/contracts';
import type { CaseState } from './case-state';
import { isWithin } from './hierarchy';
import type { Rules, Suspension } from './rules';
import type { Unfolding } from './unfolding';

/**
 * Brings the emergency brake of the rules into the case: a suspension that covers it pauses all its clocks, one that was
 * lifted or that no longer covers it lets them go on. Both stand in the record.
 */
export function takeUpSuspensions(unfolding: Unfolding): void {
  const { rules, now } = unfolding;
  for (const pause of unfolding.state.suspensions.filter(({ to }) => to === null)) {
    const suspension = rules.suspensions.find(({ id }) => id === pause.reason);
    if (suspension && covers(suspension, unfolding.state, rules) && !hasEnded(suspension, now)) continue;
    const end = Math.min(suspension?.to ?? now, now);
    resume(unfolding, pause.reason, Math.max(end, pause.from));
  }
  if (unfolding.state.status === 'closed') return;
  for (const suspension of rules.suspensions) {
    if (suspension.from > now || hasEnded(suspension, now)) continue;
    if (!covers(suspension, unfolding.state, rules) || stands(suspension, unfolding.state)) continue;
    const from = Math.max(suspension.from, unfolding.state.registeredAt);
    const data = { suspension: suspension.id, from: new Date(from).toISOString() };
    unfolding.happen('ClocksPaused', data, { actor: system(unfolding.state), effectiveAt: from });
  }
}

function resume(unfolding: Unfolding, suspension: string, to: number): void {
  const data = { suspension, to: new Date(to).toISOString() };
  unfolding.happen('ClocksResumed', data, { actor: system(unfolding.state), effectiveAt: to });
}

function covers({ scope }: Suspension, state: CaseState, rules: Rules): boolean {
  return (
    (scope.department === null || isWithin(state.responsibleDepartment, scope.department, rules)) &&
    (scope.category === null || scope.category === state.category) &&
    (scope.district === null || scope.district === state.district)
  );
}

function hasEnded(suspension: Suspension, now: number): boolean {
  return suspension.to !== null && suspension.to <= now;
}

function stands(suspension: Suspension, state: CaseState): boolean {
  return state.suspensions.some((pause) => pause.to === null && pause.reason === suspension.id);
}

/** The rules themselves act for the responsible department. */
export function system(state: CaseState): Actor {
  return { kind: 'system', department: state.responsibleDepartment, officer: null };
}
