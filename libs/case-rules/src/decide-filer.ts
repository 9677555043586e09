import type { CommandBody } from '@casetrace/contracts';
import type { Rejection } from './decision';
import { policyOf, windowEnd } from './deadlines';
import { closureOf } from './evolve';
import { newerThanSeen } from './guards';
import { departmentOf } from './rules';
import { texts } from './unfolding';
import type { Unfolding } from './unfolding';

/**
 * M6a, M6d: the filer says whether they are satisfied, or an officer records it after a call. What an officer recorded, the
 * filer may set right within the window.
 */
export function answer(unfolding: Unfolding, body: CommandBody<'answer'>): Rejection | undefined {
  const { state, actor } = unfolding;
  if (state.status !== 'resolved') return correctAnswer(unfolding, body);
  const refused = newerThanSeen(unfolding, body.seen);
  if (refused) return refused;
  const recordedBy = actor.kind === 'filer' ? 'filer' : 'officer';
  const entered = texts({ filerOpinion: body.opinion });
  unfolding.happen('FilerAnswered', { answer: body.answer, recordedBy }, { texts: entered });
  if (body.answer !== 'keepOpen') unfolding.close(closureOf[body.answer]);
  return undefined;
}

function correctAnswer(unfolding: Unfolding, body: CommandBody<'answer'>): Rejection | undefined {
  const { state, actor, rules, now } = unfolding;
  const last = state.lastAnswer;
  if (actor.kind !== 'filer' || last?.recordedBy !== 'officer' || last.answer === body.answer) {
    const detail = `The case is ${state.status}; an answer is awaited while it is resolved.`;
    return { code: 'notInThisStatus', detail, facts: { status: state.status } };
  }
  const until = windowEnd(last.at, state, rules);
  if (now > until) return expired('The time to correct the recorded answer', until);
  const refused = newerThanSeen(unfolding, body.seen);
  if (refused) return refused;
  const entered = texts({ filerOpinion: body.opinion });
  unfolding.happen('AnswerCorrected', { from: last.answer, to: body.answer }, { texts: entered });
  if (body.answer !== 'keepOpen' && unfolding.state.status !== 'closed') {
    unfolding.close(closureOf[body.answer]);
  }
  return undefined;
}

export function withdraw(unfolding: Unfolding, body: CommandBody<'withdraw'>): undefined {
  unfolding.close('withdrawn', { texts: texts({ reason: body.reason }) });
}

/** P4: within the window, at the department that closed it. */
export function reopen(unfolding: Unfolding, body: CommandBody<'reopen'>): Rejection | undefined {
  const { state, rules, now } = unfolding;
  const until = windowEnd(state.closedAt ?? state.lastRecordedAt, state, rules);
  if (now > until) return expired('The time to reopen the case', until);
  const closedBy = state.closedBy ?? state.responsibleDepartment;
  const candidates = [closedBy, policyOf(state, rules).department];
  const to = candidates.find((department) => departmentOf(department, rules)) ?? closedBy;
  unfolding.happen('CaseReopened', { to }, { texts: texts({ reason: body.reason }) });
  return undefined;
}

function expired(what: string, until: number): Rejection {
  const ended = new Date(until).toISOString();
  return { code: 'windowExpired', detail: `${what} ended at ${ended}.`, facts: { until: ended } };
}
