import type { CommandBody, CommandType, PersonCommand } from '@casetrace/contracts';
import type { CaseState } from './case-state';
import { answer, reopen, withdraw } from './decide-filer';
import { linkCase } from './decide-links';
import { adjustResponsibility, instruct, referContested, referUp, transfer } from './decide-moves';
import type { Decision, DecisionInput, Rejection } from './decision';
import { allDeadlines, nextDeadline } from './deadlines';
import { adoptProcedure, resolve } from './decide-resolution';
import { notResponsible } from './guards';
import { climb } from './hierarchy';
import { transitions } from './lifecycle';
import { applyOverdue, noteUnstaffed, passedByOldRules } from './overdue';
import { departmentOf } from './rules';
import { suspensionChanges, system, takeUpSuspensions } from './suspensions';
import { texts, Unfolding } from './unfolding';

type Decide<T extends CommandType> = (
  unfolding: Unfolding,
  body: CommandBody<T>,
  input: DecisionInput,
) => Rejection | undefined;

type Deciders = { [T in Exclude<CommandType, 'register' | 'escalateIdle'>]: Decide<T> };

const deciders: Deciders = {
  addStatement,
  replyToStatement,
  recordProgress,
  contribute,
  transfer,
  referUp,
  reportUnresolved,
  instruct,
  adjustResponsibility,
  resolve,
  answer,
  referContested,
  withdraw,
  reopen,
  claim,
  assignOfficer,
  markEnteredInError,
  linkCase,
  adoptProcedure,
};

/**
 * Lets a command work on a case: takes up new rules, applies what is overdue, then decides. Events that came before a
 * rejection happened all the same and are to be committed (lifecycle.md, "Lateness").
 */
export function applyCommand(state: CaseState, input: DecisionInput): Decision {
  const unfolding = new Unfolding(state, input);
  takeUpRules(unfolding);
  const rejection = decide(unfolding, input);
  if (unfolding.events.length > 0) takeUpSuspensions(unfolding);
  const next = unfolding.state;
  return {
    events: unfolding.events,
    state: { ...next, rulesVersion: input.rules.version, nextDeadline: nextDeadline(next, input.rules) },
    ...(rejection && { rejection }),
  };
}

function decide(unfolding: Unfolding, input: DecisionInput): Rejection | undefined {
  const { command } = input;
  switch (command.type) {
    case 'applyDeadlines':
    case 'recalculate':
      applyOverdue(unfolding);
      return undefined;
    case 'register':
      applyOverdue(unfolding);
      return { code: 'notInThisStatus', detail: 'The case is registered already.' };
    case 'escalateIdle':
      return escalateIdle(unfolding, input);
    default:
      applyOverdue(unfolding);
      return notInThisStatus(unfolding.state, command.type) ?? decidePerson(unfolding, command, input);
  }
}

function decidePerson(
  unfolding: Unfolding,
  command: Exclude<PersonCommand, { type: 'register' | 'escalateIdle' }>,
  input: DecisionInput,
): Rejection | undefined {
  const decideOne = deciders[command.type] as Decide<CommandType>;
  return decideOne(unfolding, command.body, input);
}

function notInThisStatus(state: CaseState, type: CommandType): Rejection | undefined {
  if (transitions[type].in.includes(state.status)) return undefined;
  return {
    code: 'notInThisStatus',
    detail: `The case is ${state.status}; ${type} is possible while it is ${transitions[type].in.join(', ')}.`,
    facts: { status: state.status },
  };
}

/** New rules move deadlines: an event where one moved (P2), unless a pause or a step that was due before says so already. */
function takeUpRules(unfolding: Unfolding): void {
  const { state: before, rules } = unfolding;
  if (before.rulesVersion === rules.version) return;
  if (suspensionChanges(unfolding).length > 0 || passedByOldRules(unfolding) !== null) return;
  const after = nextDeadline(before, rules);
  if (after?.dueAt === before.nextDeadline?.dueAt && after?.kind === before.nextDeadline?.kind) return;
  const data = {
    kind: after?.kind ?? before.nextDeadline?.kind ?? null,
    from: before.nextDeadline?.dueAt ?? null,
    to: after?.dueAt ?? null,
    rulesVersion: rules.version,
  };
  unfolding.happen('DeadlineRecalculated', data, { actor: system(before) });
}

/** M9: the window officer sets the escalation off when the time has come. */
function escalateIdle(unfolding: Unfolding, { command }: DecisionInput): Rejection | undefined {
  const before = unfolding.state.idle.occurrence;
  const refused = notInThisStatus(unfolding.state, command.type as CommandType);
  applyOverdue(unfolding, 'frontDesk');
  if (unfolding.state.idle.occurrence > before) return undefined;
  const idle = allDeadlines(unfolding.state, unfolding.rules).find(({ kind }) => kind === 'idle');
  return (
    refused ?? {
      code: 'notDueYet',
      detail: 'The case has not been idle for the whole period.',
      facts: { dueAt: idle?.dueAt ?? null },
    }
  );
}

/** M4: always recorded, whatever the status. */
function addStatement(
  unfolding: Unfolding,
  body: CommandBody<'addStatement'>,
  { actor }: DecisionInput,
): undefined {
  const data = { kind: body.kind, onBehalfOfFiler: actor.kind !== 'filer' };
  unfolding.happen('StatementAdded', data, { texts: texts({ text: body.text }) });
}

/** M4: a question is owed an answer, an argument a reasoned reply. */
function replyToStatement(
  unfolding: Unfolding,
  body: CommandBody<'replyToStatement'>,
): Rejection | undefined {
  const refused = notResponsible(unfolding);
  if (refused) return refused;
  if (!unfolding.state.unansweredStatements.includes(body.statement)) {
    const detail = `Entry ${body.statement} is not a statement that waits for a reply.`;
    return { code: 'alreadyReplied', detail, facts: { unanswered: unfolding.state.unansweredStatements } };
  }
  const { statement, citations } = body;
  unfolding.happen('StatementReplied', { statement, citations }, { texts: texts({ text: body.text }) });
  return undefined;
}

function recordProgress(unfolding: Unfolding, body: CommandBody<'recordProgress'>): Rejection | undefined {
  const refused = notResponsible(unfolding);
  if (refused) return refused;
  const entered = texts({ text: body.text }, body.sharedWith);
  const { asAccount, citations } = body;
  unfolding.happen('ProgressRecorded', { asAccount, citations }, { texts: entered });
  return undefined;
}

/** M7: any department may help without the case moving; the credit is theirs. */
function contribute(unfolding: Unfolding, body: CommandBody<'contribute'>): undefined {
  unfolding.happen('Contributed', {}, { texts: texts({ text: body.text }, body.sharedWith) });
}

/** M10: earlier than the clock would. The situation is the account; the clock goes on. */
function reportUnresolved(
  unfolding: Unfolding,
  body: CommandBody<'reportUnresolved'>,
): Rejection | undefined {
  const { state, rules, actor } = unfolding;
  const fromTheDesk = actor.kind !== 'filer' && actor.department === state.registeringDepartment;
  const refused = fromTheDesk ? undefined : notResponsible(unfolding);
  if (refused) return refused;
  const { to, unstaffed } = climb(state.responsibleDepartment, null, rules);
  if (to === null) {
    return { code: 'nothingToReport', detail: `${state.responsibleDepartment} has no superior department.` };
  }
  noteUnstaffed(unfolding, unstaffed);
  const data = { to, trigger: 'officer', occurrence: state.unresolved.occurrence, account: null } as const;
  unfolding.happen('UnresolvedReported', data, { texts: texts({ situation: body.situation }) });
  return undefined;
}

function claim(unfolding: Unfolding, _body: CommandBody<'claim'>): Rejection | undefined {
  const refused = notResponsible(unfolding);
  if (refused) return refused;
  const { officer } = unfolding.actor;
  if (officer === null) return { code: 'unknownOfficer', detail: 'Only a person can claim a case.' };
  unfolding.happen('OfficerAssigned', { officer, claimed: true });
  return undefined;
}

function assignOfficer(unfolding: Unfolding, body: CommandBody<'assignOfficer'>): Rejection | undefined {
  const { state, rules } = unfolding;
  const refused = notResponsible(unfolding);
  if (refused) return refused;
  if (!departmentOf(state.responsibleDepartment, rules)?.staff.includes(body.officer)) {
    const detail = `${body.officer} does not work at ${state.responsibleDepartment}.`;
    return { code: 'unknownOfficer', detail };
  }
  unfolding.happen('OfficerAssigned', { officer: body.officer, claimed: false });
  return undefined;
}

/** The entry stays and is shown as what it is. */
function markEnteredInError(
  unfolding: Unfolding,
  body: CommandBody<'markEnteredInError'>,
  { actor, entry, asSupervisor }: DecisionInput,
): Rejection | undefined {
  if (!entry || entry.type === 'CaseRegistered' || body.entry > unfolding.state.version) {
    return { code: 'unknownEntry', detail: `Entry ${body.entry} is not one that can be marked.` };
  }
  const sameDepartment = actor.department === entry.actor.department;
  const wroteIt = sameDepartment && actor.kind === entry.actor.kind && actor.officer === entry.actor.officer;
  if (!wroteIt && !(asSupervisor && sameDepartment)) {
    const detail = 'Only who wrote an entry, or a supervisor of their department, may mark it.';
    return { code: 'notResponsible', detail };
  }
  unfolding.happen('EntryMarkedInError', { entry: body.entry }, { texts: texts({ reason: body.reason }) });
  return undefined;
}
