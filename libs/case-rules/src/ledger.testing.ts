import type { CaseStatus, Closure, DeadlineKind, NewEvent } from '@casetrace/contracts';
import type { Pause, Period } from './calendar';
import { dueTime, dueTimeBefore, halfOf, longestPeriod } from './calendar';
import type { Rules } from './rules';
import { defaultPeriods } from './rules';

/** A deadline as the ledger expects it. Epoch milliseconds. */
export interface Expected {
  kind: DeadlineKind;
  occurrence: number;
  due: number;
}

/**
 * What the documents say of a case, folded from its events by themselves: a second book beside `evolve`, kept without it.
 * Only the counting of days is the calendar's.
 */
export class Ledger {
  count = 0;
  status: CaseStatus = 'assigned';
  closure: Closure | null = null;
  department = '';
  category = '';
  district: string | null = null;
  desk: string | null = null;
  level = 0;
  /** every department that the case climbed to */
  climbedTo: string[] = [];
  reportedTo: string[] = [];
  registeredAt = 0;
  arrivedAt = 0;
  lastEffective = -Infinity;
  lastRecorded = -Infinity;
  unanswered: number[] = [];
  statements = 0;
  misconfigured = false;
  requiredSteps = 0;
  closedBy = '';
  closedAt = 0;
  pauses: Pause[] = [];
  idle = { since: null as number | null, atTop: 0, step: 1 };
  unresolved = { since: 0, stood: [] as Pause[], step: 1, asked: false, reportedTo: null as string | null };
  confirmation = { since: null as number | null, reminded: false, step: 0 };

  copy(): Ledger {
    return Object.assign(new Ledger(), structuredClone(Object.fromEntries(Object.entries(this))));
  }

  get open(): boolean {
    return this.status !== 'closed';
  }

  fold(event: NewEvent): void {
    this.count += 1;
    const at = Date.parse(event.recordedAt);
    this.lastRecorded = at;
    this.lastEffective = Date.parse(event.effectiveAt);
    switch (event.type) {
      case 'CaseRegistered': {
        const { assignedTo, category, district } = event.data;
        const desk = event.actor.department ?? assignedTo;
        Object.assign(this, { registeredAt: at, category, district, desk });
        this.unresolved.since = at;
        return this.arrive(assignedTo, at);
      }
      case 'CaseTransferred':
      case 'ResponsibilityAdjusted':
        return this.arrive(event.data.to, at);
      case 'CaseReferredUp':
      case 'ContestedReferred':
      case 'IdleEscalated':
        if (event.type === 'IdleEscalated') this.idle.step = event.data.occurrence + 1;
        this.level += 1;
        this.climbedTo.push(event.data.to);
        this.reportedTo.push(event.data.to);
        return this.arrive(event.data.to, at);
      case 'CaseReopened':
        this.closure = null;
        return this.arrive(event.data.to, at);
      case 'ProgressRecorded':
        return this.input(at);
      case 'StatementReplied':
        this.unanswered = this.unanswered.filter((entry) => entry !== event.data.statement);
        return this.input(at);
      case 'UnresolvedReported':
        this.reportedTo.push(event.data.to);
        if (event.data.trigger === 'clock') return this.nextPeriod(at, event.data.to);
        return event.actor.department === this.department ? this.input(at) : undefined;
      case 'SupervisoryBodyReported':
        if (event.data.kind === 'unresolved') return this.nextPeriod(at);
        if (event.data.occurrence === this.idle.step) this.level += 1;
        return this.stayIdle(at, event.data.occurrence);
      case 'MisconfigurationFound':
        this.misconfigured = true;
        if (event.data.deadline === 'idle') this.stayIdle(at, event.data.occurrence);
        return event.data.deadline === 'unresolved' ? this.nextPeriod(at) : undefined;
      case 'AccountRequested':
        this.unresolved.asked = true;
        return;
      case 'FilerReminded':
        this.confirmation.reminded = true;
        return;
      case 'StatementAdded':
        this.statements = this.count;
        this.unanswered.push(this.count);
        return;
      case 'EntryMarkedInError':
        this.unanswered = this.unanswered.filter((entry) => entry !== event.data.entry);
        return;
      case 'CaseResolved':
        this.stop(at, 'resolved');
        this.confirmation = { since: at, reminded: false, step: this.confirmation.step + 1 };
        return;
      case 'CaseClosed':
        Object.assign(this, { closure: event.data.closure, closedBy: this.department, closedAt: at });
        return this.stop(at, 'closed');
      case 'FilerAnswered':
        return event.data.answer === 'keepOpen' ? this.contest(at) : undefined;
      case 'AnswerCorrected':
        if (event.data.to === 'keepOpen') return this.contest(at);
        if (!this.open)
          this.closure = event.data.to === 'satisfied' ? 'satisfied' : 'agreedThoughDissatisfied';
        return;
      case 'ClocksPaused':
        this.pauses.push({ from: Date.parse(event.data.from), to: null, reason: event.data.suspension });
        return;
      case 'ClocksResumed':
        for (const pause of this.pauses) {
          const itsOwn = pause.reason === event.data.suspension && pause.to === null;
          if (itsOwn) pause.to = Date.parse(event.data.to);
        }
        return;
      case 'ProcedureAdopted':
        this.requiredSteps = event.data.steps;
        return;
      case 'CaseLinked':
      case 'Contributed':
      case 'Instructed':
      case 'ComplaintChannelsTold':
      case 'OfficerAssigned':
      case 'DeadlineRecalculated':
        return;
    }
  }

  /** All deadlines that should be running now, nearest first. */
  expected(rules: Rules): Expected[] {
    if (!this.open) return [];
    const policy = rules.policies[this.category] ?? defaultPeriods;
    const pauses = this.pauses.map((pause) => ({
      ...pause,
      to: pause.to ?? plannedEnd(pause.reason, rules),
    }));
    const due = (from: number, period: Period, more: Pause[] = []) =>
      dueTime({ from, period, calendar: rules.calendar, pauses: [...pauses, ...more] }).dueAt;
    const { idle, unresolved, confirmation } = this;
    const found: [DeadlineKind, number, number | null][] = [];
    if (idle.since !== null) {
      const longest = longestPeriod[policy.idle.unit === 'seconds' ? 'seconds' : 'days'];
      const amount = Math.min(policy.idle.amount * 2 ** Math.min(idle.atTop, 5), longest);
      found.push(['idle', idle.step, due(idle.since, { ...policy.idle, amount })]);
    }
    const stands = unresolved.stood.some(({ to }) => to === null);
    const report = stands ? null : due(unresolved.since, policy.unresolved, unresolved.stood);
    found.push(['unresolved', unresolved.step, report]);
    if (report !== null && !unresolved.asked && policy.accountLead.amount > 0) {
      const asked = dueTimeBefore({ due: report, lead: policy.accountLead, calendar: rules.calendar });
      found.push(['account', unresolved.step, Math.max(asked, unresolved.since)]);
    }
    if (confirmation.since !== null) {
      found.push(['confirmation', confirmation.step, due(confirmation.since, policy.confirmation)]);
      const half = due(confirmation.since, halfOf(policy.confirmation));
      if (!confirmation.reminded) found.push(['confirmationReminder', confirmation.step, half]);
    }
    return found
      .flatMap(([kind, occurrence, at]) => (at === null ? [] : [{ kind, occurrence, due: at }]))
      .sort((one, other) => one.due - other.due);
  }

  /** What must have happened by now: of two deadlines of one purpose only the later one. */
  overdue(rules: Rules, now: number): Expected[] {
    const due = this.expected(rules).filter((deadline) => deadline.due <= now);
    const has = (kind: DeadlineKind) => due.some((deadline) => deadline.kind === kind);
    return due.filter(
      ({ kind }) =>
        !(kind === 'account' && has('unresolved')) &&
        !(kind === 'confirmationReminder' && has('confirmation')),
    );
  }

  private arrive(department: string, at: number): void {
    this.goOn(at);
    Object.assign(this, { department, arrivedAt: at, status: 'assigned', misconfigured: false });
    this.idle = { since: at, atTop: 0, step: this.idle.step };
  }

  private input(at: number): void {
    if (this.idle.since === null) return;
    if (this.status === 'assigned') this.status = 'inHandling';
    this.misconfigured = false;
    this.idle = { since: at, atTop: 0, step: this.idle.step };
  }

  /** The idle clock acted and could not move the case any higher: the next interval is longer. */
  private stayIdle(at: number, step: number): void {
    this.idle = { since: at, atTop: this.idle.atTop + 1, step: step + 1 };
  }

  private nextPeriod(at: number, reportedTo = this.unresolved.reportedTo): void {
    this.unresolved = { since: at, stood: [], step: this.unresolved.step + 1, asked: false, reportedTo };
  }

  private stop(at: number, status: 'resolved' | 'closed'): void {
    const stands = this.unresolved.stood.some(({ to }) => to === null);
    if (!stands) this.unresolved.stood.push({ from: at, to: null, reason: status });
    this.idle.since = null;
    this.confirmation.since = null;
    this.status = status;
  }

  private goOn(at: number): void {
    for (const pause of this.unresolved.stood) pause.to ??= at;
    this.confirmation.since = null;
  }

  private contest(at: number): void {
    this.goOn(at);
    Object.assign(this, { status: 'contested', closure: null });
    this.idle = { since: at, atTop: 0, step: this.idle.step };
  }
}

function plannedEnd(suspension: string, { suspensions }: Rules): number | null {
  return suspensions.find(({ id }) => id === suspension)?.to ?? null;
}
