import type { StayEnd } from '@casetrace/case-record';
import {
  type CaseState,
  civilDateAt,
  type RecordedEvent,
  type WorkingCalendar,
  workingSecondsBetween,
} from '@casetrace/case-rules';
import type { Moment, Stay } from './facts';
import type { Turn } from './facts-of';

const isOpen = (state: CaseState | null): boolean => state !== null && state.status !== 'closed';

/** A move from one department to another, while the case stays open. */
export function hasMoved({ before, after }: Turn): boolean {
  return isOpen(before) && isOpen(after) && before?.responsibleDepartment !== after.responsibleDepartment;
}

/** Moves as they change the balance of departments: out of the one, into the other. */
export function movesOf(turn: Turn): Moment[] {
  const { at, before, after } = turn;
  if (before === null || !hasMoved(turn)) return [];
  const day = civilDateAt(at);
  return [
    { measure: 'moved_out', day, department: before.responsibleDepartment, amount: 1 },
    { measure: 'moved_in', day, department: after.responsibleDepartment, amount: 1 },
  ];
}

/** A state change that takes a case from a department, by the event that made it. */
const endOf: Partial<Record<RecordedEvent['type'], StayEnd>> = {
  CaseTransferred: 'transferred',
  CaseReferredUp: 'referredUp',
  ResponsibilityAdjusted: 'adjusted',
  ContestedReferred: 'contestedReferred',
  IdleEscalated: 'idleEscalated',
};

/** Follows a case through the departments that had it (M13): the time in each, how it ended and where it went. */
export class Stays {
  readonly list: Stay[] = [];
  private resolvedSince: number | null = null;
  private awaited = 0;

  constructor(private readonly calendar: WorkingCalendar) {}

  take(turn: Turn): void {
    const { at, before, after, event } = turn;
    this.await(turn);
    if (!isOpen(before) && isOpen(after)) this.begin(after.responsibleDepartment, at);
    else if (hasMoved(turn)) {
      this.end(at, endOf[event.type] ?? 'adjusted', after.responsibleDepartment);
      this.begin(after.responsibleDepartment, at);
    } else if (isOpen(before) && !isOpen(after)) this.end(at, 'closed', null);
  }

  /** While the filer's answer is awaited, time is nobody's. */
  private await({ at, before, after }: Turn): void {
    if (after.status === 'resolved') this.resolvedSince ??= at;
    if (before?.status === 'resolved' && after.status !== 'resolved' && this.resolvedSince !== null) {
      this.awaited += workingSecondsBetween(this.calendar, this.resolvedSince, at);
      this.resolvedSince = null;
    }
  }

  private begin(department: string, at: number): void {
    this.awaited = 0;
    this.list.push({
      department,
      from: at,
      fromDay: civilDateAt(at),
      to: null,
      toDay: null,
      seconds: null,
      endedBy: null,
      next: null,
      returned: false,
    });
  }

  private end(at: number, endedBy: StayEnd, next: string | null): void {
    const stay = this.list.at(-1);
    if (!stay) return;
    const earlier = this.list.at(-2);
    const whole = workingSecondsBetween(this.calendar, stay.from, at);
    const cameFrom = earlier?.next === stay.department ? earlier.department : null;
    Object.assign(stay, {
      to: at,
      toDay: civilDateAt(at),
      seconds: Math.max(0, whole - this.awaited),
      endedBy,
      next,
      returned: next !== null && next === cameFrom,
    } satisfies Partial<Stay>);
  }
}
