import type { Rejection } from './decision';
import type { Unfolding } from './unfolding';

/** Refuses whoever is not of the department that is responsible now. */
export function notResponsible({ state, actor }: Unfolding): Rejection | undefined {
  if (actor.kind !== 'filer' && actor.department === state.responsibleDepartment) return undefined;
  return {
    code: 'notResponsible',
    detail: `The case is with ${state.responsibleDepartment}.`,
    facts: { responsibleDepartment: state.responsibleDepartment },
  };
}

/** Refuses who decides without having seen the newest entries; naming them lets the officer go on. */
export function newerThanSeen(
  { state }: Unfolding,
  seen: { version: number; lastStatement: number },
): Rejection | undefined {
  if (state.version === seen.version && state.lastStatement === seen.lastStatement) return undefined;
  return {
    code: 'newerEntries',
    detail: `The case has entries up to ${state.version}; ${seen.version} was seen.`,
    facts: { seenVersion: seen.version, version: state.version, lastStatement: state.lastStatement },
  };
}
