import type { Actor } from '@casetrace/contracts';
import type { CaseState } from './case-state';
import { isWithin } from './hierarchy';
import type { Rules, Suspension } from './rules';
import type { Unfolding } from './unfolding';

/** The brake takes hold of a case, or lets go of it, at `at` (epoch milliseconds). */
interface Change {
  type: 'ClocksPaused' | 'ClocksResumed';
  suspension: string;
  at: number;
}

/**
 * Brings the emergency brake of the rules into the case: a suspension that covers it pauses all its clocks, one that was
 * lifted or that no longer covers it lets them go on. Both stand in the record.
 */
export function takeUpSuspensions(unfolding: Unfolding): void {
  for (const change of suspensionChanges(unfolding)) takeUp(unfolding, change);
}

/** What the record does not say yet of the suspensions that hold or held this case, in the order of time. */
export function suspensionChanges({
  state,
  rules,
  now,
}: Pick<Unfolding, 'state' | 'rules' | 'now'>): Change[] {
  const ends = state.suspensions
    .filter(({ to }) => to === null)
    .flatMap((pause) => {
      const suspension = rules.suspensions.find(({ id }) => id === pause.reason);
      if (suspension && covers(suspension, state, rules) && !hasEnded(suspension, now)) return [];
      const at = Math.max(Math.min(suspension?.to ?? now, now), pause.from);
      return [{ type: 'ClocksResumed' as const, suspension: pause.reason, at }];
    });
  const begun = rules.suspensions.flatMap((suspension) => beginning(suspension, state, rules, now));
  return [...ends, ...begun].sort((one, other) => one.at - other.at);
}

/** A suspension that is not on record: it holds the case since it came into the scope, and may be over already. */
function beginning(suspension: Suspension, state: CaseState, rules: Rules, now: number): Change[] {
  if (state.status === 'closed' || !covers(suspension, state, rules)) return [];
  const { id, scope, from, to } = suspension;
  const since = scope.department === null ? state.registeredAt : state.heldSince;
  const known = state.suspensions.filter(
    ({ reason, to: end }) => reason === id && (end === null || end > since),
  );
  if (known.some((pause) => pause.to === null)) return [];
  const at = known.length > 0 ? now : Math.max(from, since);
  if (at > now || (to !== null && at >= to)) return [];
  const paused: Change = { type: 'ClocksPaused', suspension: id, at };
  return to !== null && to <= now ? [paused, { type: 'ClocksResumed', suspension: id, at: to }] : [paused];
}

/** Writes a change down; a case that has closed in the meantime is held no more. */
export function takeUp(unfolding: Unfolding, { type, suspension, at }: Change): void {
  const { state } = unfolding;
  const options = { actor: system(state), effectiveAt: at };
  const moment = new Date(at).toISOString();
  if (type === 'ClocksPaused' && state.status !== 'closed') {
    unfolding.happen(type, { suspension, from: moment }, options);
  }
  if (type === 'ClocksResumed' && stands(suspension, state)) {
    unfolding.happen(type, { suspension, to: moment }, options);
  }
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

function stands(suspension: string, state: CaseState): boolean {
  return state.suspensions.some((pause) => pause.to === null && pause.reason === suspension);
}

/** The rules themselves act for the responsible department. */
export function system(state: CaseState): Actor {
  return { kind: 'system', department: state.responsibleDepartment, officer: null };
}
