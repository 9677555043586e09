import type { Closure, DeadlineKind, EventType, NewEvent } from '@casetrace/contracts';
import { allDeadlines, nextDeadline } from './deadlines';
import { applyCommand } from './decide';
import { evolve } from './evolve';
import { covers } from './brake-scope.testing';
import type { Ledger } from './ledger.testing';
import { clockTable, commandTable } from './lifecycle-table.testing';
import { secret } from './random-commands.testing';
import { edges } from './state-diagram';
import type { Step } from './random-life.testing';

/** Refuses a step that breaks an invariant. */
export type Invariant = (step: Step) => void;

export function must(holds: boolean, what: () => unknown): asserts holds {
  if (!holds) throw new Error(JSON.stringify(what()));
}

interface Told {
  event: NewEvent;
  before: Ledger;
  after: Ledger;
}
const known = new WeakMap<Step, Told[]>();

/** The events of a step, each with the ledger as it was before it and after it. */
export function told(step: Step): Told[] {
  const found = known.get(step) ?? tell(step);
  known.set(step, found);
  return found;
}

function tell({ ledgerBefore, decision }: Step): Told[] {
  let book = ledgerBefore;
  return decision.events.map((event) => {
    const before = book;
    book = before.copy();
    book.fold(event);
    return { event, before, after: book };
  });
}

/** Which clock an event is a step of, and which one. */
export function stepOf(
  { type, data }: NewEvent,
  step: Step,
): { kind: DeadlineKind; occurrence: number } | null {
  switch (type) {
    case 'IdleEscalated':
      return { kind: 'idle', occurrence: data.occurrence };
    case 'SupervisoryBodyReported':
      return { kind: data.kind, occurrence: data.occurrence };
    case 'MisconfigurationFound':
      return data.deadline && { kind: data.deadline, occurrence: data.occurrence };
    case 'UnresolvedReported':
      return data.trigger === 'clock' ? { kind: 'unresolved', occurrence: data.occurrence } : null;
    case 'AccountRequested':
      return { kind: 'account', occurrence: data.occurrence };
    case 'FilerReminded':
      return { kind: 'confirmationReminder', occurrence: data.occurrence };
    case 'CaseClosed':
      return data.closure === 'noAnswer'
        ? { kind: 'confirmation', occurrence: step.ledgerBefore.confirmation.step }
        : null;
    default:
      return null;
  }
}

const moves: EventType[] = [
  'CaseTransferred',
  'CaseReferredUp',
  'ContestedReferred',
  'IdleEscalated',
  'ResponsibilityAdjusted',
];

const sequence: Invariant = ({ ledgerBefore, ledger, decision }) => {
  must(decision.state.version === ledgerBefore.count + decision.events.length, () => decision.state.version);
  must(decision.state.version === ledger.count, () => [decision.state.version, ledger.count]);
};

const oneDepartment: Invariant = (step) => {
  for (const { event, before } of told(step)) {
    const from = moves.includes(event.type) ? (event.data as { from: string }).from : before.department;
    must(from === before.department, () => [event, before.department]);
  }
  const { state } = step.decision;
  must(state.responsibleDepartment.length > 0, () => state);
  must(state.responsibleDepartment === step.ledger.department, () => [
    state.responsibleDepartment,
    step.ledger.department,
  ]);
  must(state.status === step.ledger.status && state.closure === step.ledger.closure, () => [
    state.status,
    step.ledger.status,
  ]);
};

const waitsForSomething: Invariant = ({ decision: { state }, ledger }) => {
  if (state.status === 'closed') return must(state.nextDeadline === null, () => state.nextDeadline);
  const paused = ledger.pauses.some(({ to }) => to === null);
  must(state.nextDeadline !== null || paused || ledger.misconfigured, () => state);
};

const closesForAReason: Invariant = (step) => {
  const { command } = step.input;
  const said: Partial<Record<Closure, boolean>> = {
    withdrawn: command.type === 'withdraw',
    noAnswer: step.ledgerBefore.status === 'resolved',
  };
  let answer = '';
  for (const { event, before } of told(step)) {
    if (event.type === 'FilerAnswered') answer = event.data.answer;
    if (event.type === 'AnswerCorrected') answer = event.data.to;
    if (event.type !== 'CaseClosed') continue;
    const { closure } = event.data;
    const answered =
      (closure === 'satisfied' && answer === 'satisfied') ||
      (closure === 'agreedThoughDissatisfied' && answer === 'agreeThoughDissatisfied');
    must(before.open && (said[closure] ?? answered), () => [event, answer, command.type]);
    must(JSON.stringify(event.data.unanswered) === JSON.stringify(before.unanswered), () => [
      event,
      before.unanswered,
    ]);
  }
  const wasOpen = step.ledgerBefore.open;
  const closing = step.decision.events.some(({ type }) => type === 'CaseClosed');
  must(step.ledger.open || !wasOpen || closing, () => step.decision.events);
};

const timeOfTheCase: Invariant = ({ before, decision, rules }) => {
  const moved = decision.events.filter(({ type }) => moves.includes(type));
  const others = decision.events.filter(({ type }) => !moves.includes(type) && !bystanders.includes(type));
  if (!before || before.status === 'resolved' || moved.length === 0 || others.length > 0) return;
  const due = (state: Step['decision']['state']) =>
    allDeadlines(state, rules).find(({ kind }) => kind === 'unresolved')?.dueAt;
  must(due(before) === due(decision.state), () => [due(before), due(decision.state)]);
};
const bystanders: EventType[] = ['ComplaintChannelsTold'];

const level: Invariant = (step) => {
  for (const { event, before } of told(step)) {
    const { data } = event;
    if ('level' in data)
      must(data.level >= before.level && data.level <= before.level + 1, () => [data, before.level]);
  }
  const { state } = step.decision;
  must(state.level === step.ledger.level, () => [state.level, step.ledger.level]);
  must(state.level >= (step.before?.level ?? 0), () => state.level);
};

const statements: Invariant = ({ input: { command, actor }, decision }) => {
  const added = decision.events.filter(({ type }) => type === 'StatementAdded');
  if (command.type !== 'addStatement') return must(added.length === 0, () => added);
  must(!decision.rejection && added.length === 1, () => decision);
  must(added[0]!.texts[0]?.content === command.body.text, () => added);
  must(JSON.stringify(added[0]!.actor) === JSON.stringify(actor), () => added);
};

const owedReplies: Invariant = ({ decision, ledger, ledgerBefore, input: { command } }) => {
  must(
    JSON.stringify(decision.state.unansweredStatements) === JSON.stringify(ledger.unanswered),
    () => ledger.unanswered,
  );
  for (const event of decision.events) {
    if (event.type !== 'CaseResolved') continue;
    const reasoned = event.texts.some(({ field }) => field === 'reason');
    must(reasoned || ledgerBefore.unanswered.length === 0, () => command);
    if (command.type !== 'resolve') continue;
    const required = Array.from({ length: ledgerBefore.requiredSteps }, (_, index) => index + 1);
    must(
      required.every((step) => command.body.stepsDone.includes(step)),
      () => [ledgerBefore.requiredSteps, command],
    );
  }
};

const authorAndTime: Invariant = ({ decision: { events }, input: { now, actor } }) => {
  for (const event of events) {
    must(['officer', 'agency', 'filer', 'clock', 'system'].includes(event.actor.kind), () => event);
    const itself = ['clock', 'system'].includes(event.actor.kind);
    must(
      itself ? event.actor.department !== null : JSON.stringify(event.actor) === JSON.stringify(actor),
      () => event,
    );
    must(Date.parse(event.recordedAt) === now && Date.parse(event.effectiveAt) <= now, () => [event, now]);
  }
};

const timeRunsForward: Invariant = (step) => {
  for (const { event, before } of told(step)) {
    must(Date.parse(event.effectiveAt) >= before.lastEffective, () => [event, before.lastEffective]);
    must(Date.parse(event.recordedAt) >= before.lastRecorded, () => [event, before.lastRecorded]);
  }
};

const oneStepAClock: Invariant = (step) => {
  const seen = new Map<DeadlineKind, number>();
  for (const event of step.decision.events) {
    const clock = stepOf(event, step);
    if (!clock) continue;
    must((seen.get(clock.kind) ?? clock.occurrence) === clock.occurrence, () => step.decision.events);
    seen.set(clock.kind, clock.occurrence);
  }
  const escalations = step.decision.events.filter(({ type }) => type === 'IdleEscalated');
  const reports = step.decision.events.filter(
    (event) => event.type === 'UnresolvedReported' && event.data.trigger === 'clock',
  );
  must(escalations.length <= 1 && reports.length <= 1, () => step.decision.events);
};

/** Whether a brake took hold or let go before what was overdue happened, not because the case then came to another scope. */
function pausedBefore(event: NewEvent, { rules, ledgerBefore, input: { now } }: Step): boolean {
  if (event.type !== 'ClocksPaused' && event.type !== 'ClocksResumed') return false;
  const suspension = rules.suspensions.find(({ id }) => id === event.data.suspension);
  const holds = suspension !== undefined && covers(suspension, ledgerBefore, rules);
  if (event.type === 'ClocksPaused') return holds || Date.parse(event.data.from) < now;
  return !holds || (suspension.to !== null && suspension.to <= now);
}

/** What was due before new rules were published is due all the same, and goes before what its clock says by them. */
function withPassed(step: Step, overdue: Overdue[]): Overdue[] {
  const { rules, before } = step;
  const next = before?.nextDeadline;
  if (!next) return overdue;
  const due = Date.parse(next.dueAt);
  const published = rules.published[before.rulesVersion + 1] ?? -Infinity;
  const heldBefore = step.decision.events.some(
    (event) => pausedBefore(event, step) && Date.parse(event.effectiveAt) <= due,
  );
  if (due > published || heldBefore) return overdue;
  const last = { account: 'unresolved', confirmationReminder: 'confirmation' }[next.kind as string];
  if (overdue.some(({ kind }) => kind === last)) return overdue;
  const earlier = { unresolved: 'account', confirmation: 'confirmationReminder' }[next.kind as string];
  const others = overdue.filter(({ kind }) => kind !== next.kind && kind !== earlier);
  return [...others, { kind: next.kind, occurrence: next.occurrence, due }];
}
type Overdue = ReturnType<Ledger['overdue']>[number];

/** Nothing early, nothing left undone, nothing twice, and each at its due time. */
const dueSteps: Invariant = (step) => {
  const { input, rules, decision, ledgerBefore, before } = step;
  if (input.command.type === 'register' || !before) return;
  const book = ledgerBefore.copy();
  for (const event of decision.events) if (pausedBefore(event, step)) book.fold(event);
  const expected = withPassed(step, book.overdue(rules, input.now));
  const done = told(step).flatMap(({ event, before: at }) => {
    const clock = stepOf(event, step);
    return clock ? [{ ...clock, effectiveAt: Date.parse(event.effectiveAt), last: at.lastEffective }] : [];
  });
  const names = (list: { kind: string; occurrence: number }[]) =>
    [...new Set(list.map(({ kind, occurrence }) => `${kind}:${occurrence}`))].sort().join();
  must(names(expected) === names(done), () => ({ expected, done, now: input.now }));
  for (const { kind, effectiveAt, last } of done) {
    const { due } = expected.find((deadline) => deadline.kind === kind)!;
    must(effectiveAt === Math.max(due, last), () => ({ kind, due, effectiveAt, last }));
    const ofOldRules = before.rulesVersion === rules.version && kind !== 'account';
    // New rules may have moved it before the moment at which a clock that stood still goes on.
    const wentOn = Math.max(-Infinity, ...book.unresolved.stood.map(({ to }) => to ?? 0));
    must(effectiveAt === due || !ofOldRules || due <= wentOn, () => ({ kind, due, effectiveAt, last }));
  }
};

const sameFold: Invariant = ({ before, decision, trackingNumber }) => {
  let state = before;
  for (const { texts: _, ...event } of decision.events) {
    const sequenceOf = (state?.version ?? 0) + 1;
    state = evolve(state, { ...event, trackingNumber, sequence: sequenceOf });
  }
  const { rulesVersion, nextDeadline: next } = decision.state;
  const folded = JSON.stringify({ ...state, rulesVersion, nextDeadline: next });
  must(folded === JSON.stringify(decision.state), () => [folded, decision.state]);
};

const twice: Invariant = ({ decision, input: { now, command }, rules }) => {
  if (command.type === 'register') return;
  const input = { command: { type: 'applyDeadlines', body: {} }, actor: nobody, now, rules } as const;
  const once = applyCommand(decision.state, input);
  if (decision.events.length === 0) must(once.events.length === 0, () => once.events);
  if (once.events.length === 0) return must(once.state.version === decision.state.version, () => once);
  // What began in this very moment may be due at once: an account whose lead is longer than the period.
  const again = applyCommand(once.state, input);
  must(applyCommand(again.state, input).events.length === 0, () => [once.events, again.events]);
  must(
    again.events.every(({ type }) => type === 'AccountRequested'),
    () => again.events,
  );
};
const nobody = { kind: 'system', department: null, officer: null } as const;

const sameAnswer: Invariant = ({ before, input, decision }) => {
  if (!before) return;
  must(JSON.stringify(applyCommand(before, input)) === JSON.stringify(decision), () => decision);
};

const asTheTableSays: Invariant = (step) => {
  const { command } = step.input;
  const personal = step.decision.events.filter(({ actor }) => !['clock', 'system'].includes(actor.kind));
  for (const { event, before, after } of told(step)) {
    const clock = stepOf(event, step);
    const row =
      personal.includes(event) && command.type in commandTable
        ? commandTable[command.type as keyof typeof commandTable]
        : clock
          ? clockTable[clock.kind]
          : null;
    if (!row || event.type === 'CaseRegistered') {
      must(before.status === after.status, () => [event, before.status, after.status]);
      continue;
    }
    const later = personal.indexOf(event) > 0;
    must(later || row.in.includes(before.status), () => [command.type, before.status]);
    if (after.status === before.status) continue;
    must(row.to.includes(after.status), () => [command.type, event.type, before.status, after.status]);
    const by = clock && !personal.includes(event) ? clock.kind : command.type;
    const drawn = edges.some(
      (edge) => edge.from === before.status && edge.to === after.status && edge.by === by,
    );
    must(drawn, () => ['not in the diagram', by, before.status, after.status]);
  }
};

const clocks: Invariant = ({ decision: { state }, ledger, rules }) => {
  const expected = ledger.expected(rules);
  const found = allDeadlines(state, rules);
  const names = (list: { kind: string; occurrence: number; at: number }[]) =>
    list
      .map(({ kind, occurrence, at }) => `${kind}:${occurrence}:${new Date(at).toISOString()}`)
      .sort()
      .join();
  const one = names(expected.map(({ due, ...rest }) => ({ ...rest, at: due })));
  const other = names(found.map(({ dueAt, ...rest }) => ({ ...rest, at: Date.parse(dueAt) })));
  must(one === other, () => ({ expected: one, found: other }));
  const next = state.nextDeadline;
  must((next === null ? null : Date.parse(next.dueAt)) === (expected[0]?.due ?? null), () => [
    next,
    expected,
  ]);
  must(JSON.stringify(next) === JSON.stringify(nextDeadline(state, rules)), () => next);
};

const rejections: Invariant = (step) => {
  const { decision, input } = step;
  const personal = decision.events.filter(({ actor }) => !['clock', 'system'].includes(actor.kind));
  if (decision.rejection) {
    must(personal.length === 0, () => decision);
    must(
      !['addStatement', 'contribute', 'applyDeadlines', 'recalculate'].includes(input.command.type),
      () => decision,
    );
    return;
  }
  if (input.command.type === 'escalateIdle') {
    const acted = decision.events.some((event) => stepOf(event, step)?.kind === 'idle');
    return must(acted, () => decision);
  }
  const systemic = ['applyDeadlines', 'recalculate'].includes(input.command.type);
  must(systemic === (personal.length === 0), () => decision);
};

const nothingPrivate: Invariant = ({ decision: { events, state } }) => {
  must(!JSON.stringify(events.map(({ texts: _, ...event }) => event)).includes(secret), () => events);
  must(!JSON.stringify(state).includes(secret), () => state);
};

/** What lifecycle.md asks of every case, each in a sentence. */
export const invariants: Record<string, Invariant> = {
  'the sequence has no gaps': sequence,
  'exactly one department is responsible, and the status is what the events say': oneDepartment,
  'open means a deadline, a pause or a reported misconfiguration': waitsForSomething,
  'nothing closes without an answer, a withdrawal or an expired window': closesForAReason,
  'no clock loses or gains time by a transfer': timeOfTheCase,
  'an escalation never lowers the level, and one step costs one level': level,
  'every accepted statement is in the events, whatever the status': statements,
  'every statement is owed a reply, and resolving over it needs a reason': owedReplies,
  'every event has author and time': authorAndTime,
  'time never runs backwards within a case': timeRunsForward,
  'a clock takes at most one step in a command': oneStepAClock,
  'what is due happens, nothing else, at its due time': dueSteps,
  'the fold of the events is the state that was answered': sameFold,
  'applying the same deadlines twice changes nothing': twice,
  'the same question gets the same answer': sameAnswer,
  'statuses change only as the table says': asTheTableSays,
  'the clocks that run are those of the document': clocks,
  'a rejection keeps what happened before it and nothing else': rejections,
  'no text and nothing personal is in an event or in the state': nothingPrivate,
};
