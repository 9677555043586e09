import type { Actor, Answer, Closure, EventData, EventType } from '@casetrace/contracts';
import type { CaseState } from './case-state';
import {
  arrived,
  climbed,
  closed,
  contested,
  handled,
  including,
  resolved,
  resumed,
  waitingLonger,
  withAccount,
  withIdleStep,
  withNextUnresolvedPeriod,
  withoutUnanswered,
} from './clock-changes';

/** An event as far as the state of a case depends on it. Times are ISO 8601 in UTC. */
export type RecordedEvent = {
  [T in EventType]: {
    trackingNumber: string;
    sequence: number;
    type: T;
    actor: Actor;
    effectiveAt: string;
    recordedAt: string;
    data: EventData[T];
  };
}[EventType];

export const closureOf = {
  satisfied: 'satisfied',
  agreeThoughDissatisfied: 'agreedThoughDissatisfied',
} as const satisfies Partial<Record<Answer, Closure>>;

/**
 * Folds one event into the state of its case: what the case is follows from its events alone, never from the rules of a
 * day. (`nextDeadline` and `rulesVersion` do rest on rules and are set by `applyCommand`.)
 */
export function evolve(state: CaseState | null, event: RecordedEvent): CaseState {
  if (event.type === 'CaseRegistered') return registered(event);
  if (state === null)
    throw new Error(`${event.trackingNumber}: the first event is ${event.type}, not CaseRegistered`);
  const at = Date.parse(event.recordedAt);
  const moved: CaseState = {
    ...state,
    version: event.sequence,
    lastRecordedAt: at,
    lastEffectiveAt: Date.parse(event.effectiveAt),
  };
  return folded(moved, event, at);
}

function registered(event: Extract<RecordedEvent, { type: 'CaseRegistered' }>): CaseState {
  const { data } = event;
  const at = Date.parse(event.recordedAt);
  return {
    trackingNumber: event.trackingNumber,
    version: event.sequence,
    status: 'assigned',
    closure: null,
    category: data.category,
    policyVersion: data.policyVersion,
    channel: data.channel,
    language: data.language,
    district: data.district,
    externalReference: data.externalReference,
    registeringDepartment: event.actor.department ?? data.assignedTo,
    responsibleDepartment: data.assignedTo,
    responsibleOfficer: null,
    heldSince: at,
    level: 0,
    reached: null,
    registeredAt: at,
    lastRecordedAt: at,
    lastEffectiveAt: Date.parse(event.effectiveAt),
    lastStatement: 0,
    unansweredStatements: [],
    reportedTo: [],
    resolvedBy: null,
    lastAnswer: null,
    closedAt: null,
    closedBy: null,
    suspensions: [],
    misconfigured: false,
    idle: { startedAt: at, occurrence: 1, reportsAtTop: 0 },
    unresolved: {
      startedAt: at,
      occurrence: 1,
      stoodStill: [],
      reportedTo: null,
      accountRequested: false,
      account: null,
    },
    confirmation: { startedAt: null, occurrence: 0, reminded: false },
    rulesVersion: 0,
    nextDeadline: null,
  };
}

function folded(
  state: CaseState,
  event: Exclude<RecordedEvent, { type: 'CaseRegistered' }>,
  at: number,
): CaseState {
  switch (event.type) {
    case 'StatementAdded':
      return {
        ...state,
        lastStatement: event.sequence,
        unansweredStatements: [...state.unansweredStatements, event.sequence],
      };
    case 'StatementReplied':
      return handled(withoutUnanswered(state, event.data.statement), at);
    case 'ProgressRecorded':
      return handled(event.data.asAccount ? withAccount(state, event.sequence) : state, at);
    case 'CaseTransferred':
    case 'ResponsibilityAdjusted':
      return arrived(state, event.data.to, at);
    case 'CaseReferredUp':
    case 'ContestedReferred':
      return climbed(arrived(state, event.data.to, at), event.data);
    case 'IdleEscalated':
      return climbed(arrived(withIdleStep(state, event.data.occurrence), event.data.to, at), event.data);
    case 'UnresolvedReported':
      return reported(state, event, at);
    case 'SupervisoryBodyReported':
      return { ...reportedAtTop(state, event.data, at), level: event.data.level };
    case 'MisconfigurationFound':
      return misconfigured(state, event.data, at);
    case 'AccountRequested':
      return { ...state, unresolved: { ...state.unresolved, accountRequested: true } };
    case 'CaseResolved':
      return resolved(state, event.actor, at);
    case 'FilerReminded':
      return { ...state, confirmation: { ...state.confirmation, reminded: true } };
    case 'FilerAnswered':
      return answered(state, event.data.answer, event.data.recordedBy, at);
    case 'AnswerCorrected':
      return corrected(state, event.data.to, at);
    case 'CaseClosed':
      return closed(state, event.data.closure, at);
    case 'CaseReopened':
      return arrived(
        resumed({ ...state, closure: null, closedAt: null, closedBy: null }, at),
        event.data.to,
        at,
      );
    case 'OfficerAssigned':
      return { ...state, responsibleOfficer: event.data.officer };
    case 'EntryMarkedInError':
      return withoutLink(withoutUnanswered(state, event.data.entry), event.data.entry);
    case 'CaseLinked':
      return { ...state, links: [...(state.links ?? []), { ...event.data, entry: event.sequence }] };
    case 'ProcedureAdopted':
      return { ...state, procedure: event.data };
    case 'ClocksPaused':
      return {
        ...state,
        suspensions: [
          ...state.suspensions,
          { from: Date.parse(event.data.from), to: null, reason: event.data.suspension },
        ],
      };
    case 'ClocksResumed':
      return {
        ...state,
        suspensions: state.suspensions.map((pause) =>
          pause.to === null && pause.reason === event.data.suspension
            ? { ...pause, to: Date.parse(event.data.to) }
            : pause,
        ),
      };
    case 'Contributed':
    case 'Instructed':
    case 'ComplaintChannelsTold':
    case 'DeadlineRecalculated':
      return state;
  }
}

/** A link that was entered in error is none. */
function withoutLink(state: CaseState, entry: number): CaseState {
  if (!state.links?.some((link) => link.entry === entry)) return state;
  return { ...state, links: state.links.filter((link) => link.entry !== entry) };
}

function reported(
  state: CaseState,
  event: Extract<RecordedEvent, { type: 'UnresolvedReported' }>,
  at: number,
): CaseState {
  const reportedTo = including(state.reportedTo, event.data.to);
  if (event.data.trigger === 'clock') {
    return { ...withNextUnresolvedPeriod(state, event.data.occurrence, event.data.to, at), reportedTo };
  }
  const withReport = { ...state, reportedTo };
  const byResponsible = event.actor.department === state.responsibleDepartment;
  return byResponsible ? handled(withAccount(withReport, event.sequence), at) : withReport;
}

function reportedAtTop(state: CaseState, data: EventData['SupervisoryBodyReported'], at: number): CaseState {
  if (data.kind === 'unresolved') {
    return withNextUnresolvedPeriod(state, data.occurrence, state.unresolved.reportedTo, at);
  }
  return waitingLonger(state, data.occurrence, at);
}

function misconfigured(state: CaseState, data: EventData['MisconfigurationFound'], at: number): CaseState {
  const marked = { ...state, misconfigured: true };
  if (data.deadline === 'idle') return waitingLonger(marked, data.occurrence, at);
  if (data.deadline === 'unresolved') {
    return withNextUnresolvedPeriod(marked, data.occurrence, state.unresolved.reportedTo, at);
  }
  return marked;
}

function answered(state: CaseState, answer: Answer, recordedBy: 'filer' | 'officer', at: number): CaseState {
  const withAnswer = { ...state, lastAnswer: { answer, recordedBy, at } };
  return answer === 'keepOpen' ? contested(withAnswer, at) : withAnswer;
}

/** The filer sets right what an officer recorded for them. A case that was closed over it opens again, or closes otherwise. */
function corrected(state: CaseState, answer: Answer, at: number): CaseState {
  const withAnswer: CaseState = { ...state, lastAnswer: { answer, recordedBy: 'filer', at } };
  if (answer === 'keepOpen')
    return contested({ ...withAnswer, closure: null, closedAt: null, closedBy: null }, at);
  return state.status === 'closed' ? { ...withAnswer, closure: closureOf[answer] } : withAnswer;
}
