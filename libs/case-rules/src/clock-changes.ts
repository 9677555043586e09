import type { Actor, Closure } from '@casetrace/contracts';
import type { CaseState } from './case-state';

/** The case comes to a department: nobody there has touched it yet, idle begins, unresolved goes on with what is left. */
export function arrived(state: CaseState, department: string, at: number): CaseState {
  return {
    ...resumed(state, at),
    status: 'assigned',
    responsibleDepartment: department,
    responsibleOfficer: null,
    heldSince: at,
    misconfigured: false,
    confirmation: { ...state.confirmation, startedAt: null },
    idle: { ...state.idle, startedAt: at, reportsAtTop: 0 },
  };
}

/** An input of the responsible side: the idle clock begins again. A resolved case stays resolved. */
export function handled(state: CaseState, at: number): CaseState {
  if (state.idle.startedAt === null) return state;
  return {
    ...state,
    status: state.status === 'assigned' ? 'inHandling' : state.status,
    misconfigured: false,
    idle: { ...state.idle, startedAt: at, reportsAtTop: 0 },
  };
}

export function climbed(state: CaseState, data: { to: string; level: number; reached: string }): CaseState {
  return {
    ...state,
    level: data.level,
    reached: data.reached,
    reportedTo: including(state.reportedTo, data.to),
  };
}

/** The idle clock acted and the case could not move: the next interval is longer (M9 at the top). */
export function waitingLonger(state: CaseState, occurrence: number, at: number): CaseState {
  return {
    ...state,
    idle: { startedAt: at, occurrence: occurrence + 1, reportsAtTop: state.idle.reportsAtTop + 1 },
  };
}

export function withIdleStep(state: CaseState, occurrence: number): CaseState {
  return { ...state, idle: { ...state.idle, occurrence: occurrence + 1 } };
}

export function withNextUnresolvedPeriod(
  state: CaseState,
  occurrence: number,
  reportedTo: string | null,
  at: number,
): CaseState {
  return {
    ...state,
    unresolved: {
      startedAt: at,
      occurrence: occurrence + 1,
      stoodStill: [],
      reportedTo,
      accountRequested: false,
      account: null,
    },
  };
}

export function resolved(state: CaseState, actor: Actor, at: number): CaseState {
  return {
    ...stopped(state, 'resolved', at),
    status: 'resolved',
    lastAnswer: null,
    resolvedBy: actor.department,
    confirmation: { startedAt: at, occurrence: state.confirmation.occurrence + 1, reminded: false },
  };
}

export function contested(state: CaseState, at: number): CaseState {
  const running = resumed(state, at);
  return {
    ...running,
    status: 'contested',
    confirmation: { ...state.confirmation, startedAt: null },
    idle: { ...state.idle, startedAt: at, reportsAtTop: 0 },
  };
}

export function closed(state: CaseState, closure: Closure, at: number): CaseState {
  return {
    ...stopped(state, 'closed', at),
    status: 'closed',
    closure,
    lastAnswer: closure === 'noAnswer' || closure === 'withdrawn' ? null : state.lastAnswer,
    closedAt: at,
    closedBy: state.responsibleDepartment,
    confirmation: { ...state.confirmation, startedAt: null },
  };
}

/** Idle ends; unresolved keeps what is left of it. */
export function stopped(state: CaseState, reason: string, at: number): CaseState {
  const { unresolved } = state;
  const standsStill = unresolved.stoodStill.some((pause) => pause.to === null);
  return {
    ...state,
    idle: { ...state.idle, startedAt: null },
    unresolved: standsStill
      ? unresolved
      : { ...unresolved, stoodStill: [...unresolved.stoodStill, { from: at, to: null, reason }] },
  };
}

export function resumed(state: CaseState, at: number): CaseState {
  const { unresolved } = state;
  const stoodStill = unresolved.stoodStill.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
  return { ...state, unresolved: { ...unresolved, stoodStill } };
}

export function withAccount(state: CaseState, entry: number): CaseState {
  return { ...state, unresolved: { ...state.unresolved, account: entry } };
}

export function withoutUnanswered(state: CaseState, entry: number): CaseState {
  return {
    ...state,
    unansweredStatements: state.unansweredStatements.filter((statement) => statement !== entry),
  };
}

export function including(list: string[], item: string): string[] {
  return list.includes(item) ? list : [...list, item];
}
