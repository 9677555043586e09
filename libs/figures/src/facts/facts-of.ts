import type { CaseHistory, FigureMeasure } from '@casetrace/case-record';
import {
  type CaseState,
  civilDateAt,
  evolve,
  type RecordedEvent,
  type WorkingCalendar,
} from '@casetrace/case-rules';
import { answersOf } from './answers-of';
import { closingsOf } from './closings-of';
import type { Facts, Moment } from './facts';
import { resolutionOf } from './resolution-of';
import { Spans } from './spans';
import { movesOf, Stays } from './stays';

/** One event with what the case was before and after it; `before` is null at the registration. */
export interface Turn {
  event: RecordedEvent;
  at: number;
  before: CaseState | null;
  after: CaseState;
}

/** What `factsOf` reads of a history. */
export type LivedCase = Pick<CaseHistory, 'trackingNumber' | 'version' | 'events' | 'texts'>;

/**
 * What the figures know of a case (M13): a pure function of its record and the calendar. Everything counts on the day on which
 * it was recorded, in Asia/Shanghai, so that the figures of a day do not change when a clock acts late; only an answer that the
 * filer sets right changes what was counted before (ADR 0011). Openings, moves and closings are read off the state of the
 * case before and after each event, so that balances follow whatever moves a case.
 * @throws Error where the history does not begin with a registration.
 */
export function factsOf(history: LivedCase, calendar: WorkingCalendar): Facts {
  const turns = turnsOf(history.events);
  const [first] = turns;
  const last = turns.at(-1)?.after;
  if (!first || !last) throw new Error(`${history.trackingNumber}: there is no event`);
  const stays = new Stays(calendar);
  const spans = new Spans(calendar, first.at);
  for (const turn of turns) {
    stays.take(turn);
    spans.take(turn);
  }
  const moments = [
    ...turns.flatMap(countedAt),
    ...turns.flatMap(movesOf),
    ...answersOf(turns),
    ...closingsOf(turns),
    ...spans.moments(),
  ];
  const count = (...measures: FigureMeasure[]): number =>
    moments.filter(({ measure }) => measures.includes(measure)).length;
  const resolution = resolutionOf(turns, history.texts);
  const closed = last.status === 'closed';
  return {
    trackingNumber: history.trackingNumber,
    version: history.version,
    category: last.category,
    district: last.district ?? '',
    channel: last.channel,
    desk: last.registeringDepartment,
    firstDepartment: first.after.responsibleDepartment,
    department: last.responsibleDepartment,
    registeredDay: civilDateAt(first.at),
    ...spans.found,
    closedDay: closed && last.closedAt !== null ? civilDateAt(last.closedAt) : null,
    closure: last.closure,
    resolution,
    solvedBy: closed && last.closure !== 'withdrawn' ? (resolution?.by ?? null) : null,
    contributors: contributorsOf(turns),
    transfers: count('moved_out'),
    idleEscalations: count('idle_escalated'),
    unresolvedReports: count('unresolved_reported'),
    contested: count('contested'),
    reopened: count('reopened', 'reopened_by_correction'),
    answer: last.lastAnswer?.answer ?? null,
    resolvingSeconds: spans.resolvingSeconds,
    overLimitSeconds: spans.overLimitSeconds,
    moments,
    stays: stays.list,
  };
}

function turnsOf(events: readonly RecordedEvent[]): Turn[] {
  let before: CaseState | null = null;
  return events.map((event) => {
    const turn: Turn = { event, at: Date.parse(event.recordedAt), before, after: evolve(before, event) };
    before = turn.after;
    return turn;
  });
}

/** What is counted once for one event, at the department that had the case when it happened. */
function countedAt({ event, at, before, after }: Turn): Moment[] {
  const department = (before ?? after).responsibleDepartment;
  const counted = (...measures: FigureMeasure[]): Moment[] =>
    measures.map((measure) => ({ measure, day: civilDateAt(at), department, amount: 1 }));
  switch (event.type) {
    case 'CaseRegistered':
      return counted('registered');
    case 'CaseResolved':
      return counted('resolved', `cause_${event.data.causeKind ?? 'unspecified'}`);
    case 'CaseTransferred':
      return counted('transferred');
    case 'CaseReferredUp':
      return counted('referred_up');
    case 'ResponsibilityAdjusted':
      return counted('adjusted');
    case 'ContestedReferred':
      return counted('contested_referred');
    case 'IdleEscalated':
      return counted('idle_escalated');
    case 'UnresolvedReported':
      return counted('unresolved_reported');
    case 'SupervisoryBodyReported':
      return counted('supervisory_reported');
    case 'ProcedureAdopted':
      return counted('procedure_adopted');
    case 'FilerAnswered':
      return event.data.answer === 'keepOpen' ? counted('contested') : [];
    case 'AnswerCorrected':
      return event.data.to === 'keepOpen' ? counted('contested') : [];
    default:
      return [];
  }
}

/** M7: a contribution that was marked as entered in error earns no credit. */
function contributorsOf(turns: readonly Turn[]): string[] {
  const inError = new Set(
    turns.flatMap(({ event }) => (event.type === 'EntryMarkedInError' ? [event.data.entry] : [])),
  );
  const helped = turns.flatMap(({ event }) =>
    event.type === 'Contributed' && !inError.has(event.sequence) ? [event.actor.department ?? ''] : [],
  );
  return [...new Set(helped.filter((department) => department !== ''))];
}
