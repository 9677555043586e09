import { civilDateAt, type WorkingCalendar, workingSecondsBetween } from '@casetrace/case-rules';
import type { Moment, Span } from './facts';
import type { Turn } from './facts-of';

/**
 * What happens once in a case, with the working time since registration: first handling, first resolution, first closing. A
 * case that is opened again is not measured a second time: that it was is counted apart.
 */
export class Spans {
  readonly found: Record<'firstHandled' | 'firstResolved' | 'firstClosed', Span | null> = {
    firstHandled: null,
    firstResolved: null,
    firstClosed: null,
  };
  resolvingSeconds: number | null = null;
  overLimitSeconds: number | null = null;
  private limitPassedAt: number | null = null;

  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly registeredAt: number,
  ) {}

  take(turn: Turn): void {
    const { event, at, before, after } = turn;
    if (before === null) return;
    if (reportedByTheClock(turn)) this.limitPassedAt ??= at;
    if (after.status === 'inHandling' || event.type === 'CaseResolved') this.note('firstHandled', turn);
    if (event.type === 'CaseResolved' && this.note('firstResolved', turn)) {
      this.resolvingSeconds = seconds(this.registeredAt, at);
      this.overLimitSeconds = this.limitPassedAt === null ? 0 : seconds(this.limitPassedAt, at);
    }
    if (event.type === 'CaseClosed') this.note('firstClosed', turn);
  }

  /** The sums of time count on the day of the first resolution, the first handling once. */
  moments(): Moment[] {
    const { firstHandled, firstResolved } = this.found;
    const counted = (measure: Moment['measure'], { day, department }: Span, amount: number): Moment[] =>
      amount === 0 ? [] : [{ measure, day, department, amount }];
    return [
      ...(firstHandled ? counted('first_handled', firstHandled, 1) : []),
      ...(firstResolved ? counted('resolving_seconds', firstResolved, this.resolvingSeconds ?? 0) : []),
      ...(firstResolved ? counted('over_limit_seconds', firstResolved, this.overLimitSeconds ?? 0) : []),
    ];
  }

  private note(span: keyof Spans['found'], { at, before, after }: Turn): boolean {
    if (this.found[span]) return false;
    this.found[span] = {
      day: civilDateAt(at),
      department: (before ?? after).responsibleDepartment,
      seconds: workingSecondsBetween(this.calendar, this.registeredAt, at),
    };
    return true;
  }
}

/** The clock of M10 has run out, whether a superior or a supervisory body was told. */
function reportedByTheClock({ event }: Turn): boolean {
  if (event.type === 'UnresolvedReported') return event.data.trigger === 'clock';
  return event.type === 'SupervisoryBodyReported' && event.data.kind === 'unresolved';
}

const seconds = (from: number, to: number): number => Math.max(0, Math.floor((to - from) / 1000));
