import type { CommandBody } from '@casetrace/contracts';
import type { Rejection } from './decision';
import { newerThanSeen, notResponsible } from './guards';
import { isWithin } from './hierarchy';
import { departmentOf } from './rules';
import { texts, type Unfolding } from './unfolding';

/** M6a, M11: with the required steps of the procedure that was adopted for the case. */
export function resolve(unfolding: Unfolding, body: CommandBody<'resolve'>): Rejection | undefined {
  const refused =
    notResponsible(unfolding) ??
    newerThanSeen(unfolding, body.seen) ??
    stepsNotDone(unfolding, body.stepsDone) ??
    unansweredWithoutReason(unfolding, body.unansweredReason);
  if (refused) return refused;
  resolved(unfolding, body, { citations: body.citations, stepsDone: body.stepsDone });
  return undefined;
}

/**
 * M11: the superior in charge of a process review applies its outcome to a waiting case: the edition that holds from now on,
 * perhaps another department, perhaps one resolution for many.
 */
export function adoptProcedure(
  unfolding: Unfolding,
  body: CommandBody<'adoptProcedure'>,
): Rejection | undefined {
  const refused = notInCharge(unfolding, body.to) ?? alreadyAdopted(unfolding, body);
  if (refused) return refused;
  const { disposition, to } = body;
  const withoutReason = disposition && unansweredWithoutReason(unfolding, disposition.unansweredReason);
  if (withoutReason) return withoutReason;
  const { review, guidance, edition, steps } = body;
  unfolding.happen(
    'ProcedureAdopted',
    { review, guidance, edition, steps },
    { texts: texts({ text: body.text }) },
  );
  const from = unfolding.state.responsibleDepartment;
  if (to !== undefined && to !== from) {
    unfolding.happen('ResponsibilityAdjusted', { from, to, proposes: null });
  }
  if (disposition) resolved(unfolding, disposition, { citations: [{ guidance, edition }], stepsDone: [] });
  return undefined;
}

type Resolution = Omit<CommandBody<'resolve'>, 'seen' | 'citations' | 'stepsDone'>;

function resolved(
  unfolding: Unfolding,
  { process, result, rule, cause, causeKind, unansweredReason: reason }: Resolution,
  rest: Pick<CommandBody<'resolve'>, 'citations' | 'stepsDone'>,
): void {
  const unanswered = unfolding.state.unansweredStatements;
  const data = { restsOnRule: rule.toLowerCase() !== 'none', unanswered, causeKind, ...rest };
  unfolding.happen('CaseResolved', data, { texts: texts({ process, result, rule, cause, reason }) });
}

/** M4: a case is not resolved over statements that wait for a reply without a recorded reason. */
function unansweredWithoutReason({ state }: Unfolding, reason: string | undefined): Rejection | undefined {
  const unanswered = state.unansweredStatements;
  if (unanswered.length === 0 || reason !== undefined) return undefined;
  const detail = 'Statements wait for a reply: reply, or give the reason for resolving over them.';
  return { code: 'statementsUnanswered', detail, facts: { unanswered } };
}

function stepsNotDone({ state }: Unfolding, done: number[]): Rejection | undefined {
  const required = Array.from({ length: state.procedure?.steps ?? 0 }, (_, index) => index + 1);
  const missing = required.filter((step) => !done.includes(step));
  if (missing.length === 0) return undefined;
  const { guidance, edition } = state.procedure ?? {};
  const detail = `The procedure ${guidance ?? ''} (edition ${edition ?? 0}) has required steps that are not said to be done.`;
  return { code: 'stepsNotDone', detail, facts: { missing, guidance, edition } };
}

function notInCharge({ state, rules, actor }: Unfolding, to: string | undefined): Rejection | undefined {
  if (to !== undefined && !departmentOf(to, rules)) {
    return { code: 'unknownDepartment', detail: `There is no department ${to}.` };
  }
  const charge = actor.kind === 'filer' ? null : actor.department;
  if (charge === null || !isWithin(state.responsibleDepartment, charge, rules)) {
    const detail = `${state.responsibleDepartment} does not stand below ${charge ?? 'you'}.`;
    return { code: 'notInSubtree', detail };
  }
  if (to !== undefined && !isWithin(to, charge, rules)) {
    return { code: 'notInSubtree', detail: `${to} does not stand below ${charge}.` };
  }
  return undefined;
}

/** The same outcome is applied to a case once; a later edition of the same review may follow. */
function alreadyAdopted(
  { state: { procedure } }: Unfolding,
  { review, guidance, edition }: CommandBody<'adoptProcedure'>,
): Rejection | undefined {
  const same =
    procedure?.review === review && procedure.guidance === guidance && procedure.edition >= edition;
  return same ? { code: 'alreadyAdopted', detail: 'The case has this procedure already.' } : undefined;
}
