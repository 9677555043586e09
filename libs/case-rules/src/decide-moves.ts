import type { CommandBody } from '@casetrace/contracts';
import type { Rejection } from './decision';
import { newerThanSeen, notResponsible } from './guards';
import { climb, depthOf, isWithin } from './hierarchy';
import { highest, noteUnstaffed, tellComplaintChannels } from './overdue';
import { departmentOf } from './rules';
import { texts } from './unfolding';
import type { Unfolding } from './unfolding';

/** M6b: the department has done its part; the number goes on to the next one. */
export function transfer(unfolding: Unfolding, body: CommandBody<'transfer'>): Rejection | undefined {
  const refused =
    notResponsible(unfolding) ?? newerThanSeen(unfolding, body.seen) ?? notADestination(unfolding, body.to);
  if (refused) return refused;
  const { process, presentState } = body;
  const data = { from: unfolding.state.responsibleDepartment, to: body.to };
  unfolding.happen('CaseTransferred', data, { texts: texts({ process, presentState }) });
  return undefined;
}

/** M6c: to a named department of higher authority, not always the own superior. */
export function referUp(unfolding: Unfolding, body: CommandBody<'referUp'>): Rejection | undefined {
  const refused =
    notResponsible(unfolding) ?? newerThanSeen(unfolding, body.seen) ?? notADestination(unfolding, body.to);
  if (refused) return refused;
  const { state, rules } = unfolding;
  const from = state.responsibleDepartment;
  if (depthOf(body.to, rules) >= depthOf(from, rules)) {
    return { code: 'notOfHigherAuthority', detail: `${body.to} is not of higher authority than ${from}.` };
  }
  const { difficulties, situation } = body;
  const data = { from, ...raised(unfolding, body.to) };
  unfolding.happen('CaseReferredUp', data, { texts: texts({ difficulties, situation }) });
  return undefined;
}

/**
 * M6d: resolved by the rules, the filer is not satisfied and does not want to close. The complaint channels are told, and the
 * case goes to the superior. At the top there is none: the command is refused, and the idle clock tells the supervisory body.
 */
export function referContested(
  unfolding: Unfolding,
  body: CommandBody<'referContested'>,
): Rejection | undefined {
  const refused = notResponsible(unfolding) ?? newerThanSeen(unfolding, body.seen);
  if (refused) return refused;
  const { state, rules, actor } = unfolding;
  const from = state.responsibleDepartment;
  const { to, unstaffed } = climb(from, null, rules);
  if (to === null) {
    return { code: 'nothingToReport', detail: `${from} has no superior department.` };
  }
  const { process, result, suggestion, filerOpinion, rule, cause, causeKind, citations } = body;
  noteUnstaffed(unfolding, unstaffed);
  tellComplaintChannels(unfolding, from, actor);
  const data = { from, ...raised(unfolding, to), causeKind, citations };
  const entered = texts({ process, result, suggestion, filerOpinion, rule, cause });
  unfolding.happen('ContestedReferred', data, { texts: entered });
  return undefined;
}

/** M10: the superior that the case was reported to says what is to be done. */
export function instruct(unfolding: Unfolding, body: CommandBody<'instruct'>): Rejection | undefined {
  const refused = notReportedTo(unfolding);
  if (refused) return refused;
  const entered = texts({ text: body.text, suggestion: body.proposal?.text });
  unfolding.happen('Instructed', { proposes: body.proposal?.kind ?? null }, { texts: entered });
  return undefined;
}

/** M10: the superior gives the case to another department of its subtree. */
export function adjustResponsibility(
  unfolding: Unfolding,
  body: CommandBody<'adjustResponsibility'>,
): Rejection | undefined {
  const refused = notReportedTo(unfolding) ?? notADestination(unfolding, body.to);
  if (refused) return refused;
  const { state, rules, actor } = unfolding;
  if (actor.department === null || !isWithin(body.to, actor.department, rules)) {
    return { code: 'notInSubtree', detail: `${body.to} does not stand below ${actor.department ?? 'you'}.` };
  }
  const entered = texts({ text: body.text, suggestion: body.proposal?.text });
  const data = { from: state.responsibleDepartment, to: body.to, proposes: body.proposal?.kind ?? null };
  unfolding.happen('ResponsibilityAdjusted', data, { texts: entered });
  return undefined;
}

function notReportedTo({ state, actor }: Unfolding): Rejection | undefined {
  if (actor.kind !== 'filer' && actor.department !== null && state.reportedTo.includes(actor.department))
    return undefined;
  return { code: 'notResponsible', detail: 'The case was not reported to your department.' };
}

function notADestination({ state, rules }: Unfolding, to: string): Rejection | undefined {
  if (!departmentOf(to, rules)) return { code: 'unknownDepartment', detail: `There is no department ${to}.` };
  if (to === state.responsibleDepartment) {
    return { code: 'sameDepartment', detail: `The case is with ${to} already.` };
  }
  return undefined;
}

function raised(unfolding: Unfolding, to: string): { to: string; level: number; reached: string } {
  const { state } = unfolding;
  return { to, level: state.level + 1, reached: highest(state.reached, to, unfolding) };
}
