import type { Answer, CauseKind, Channel, Citation, Closure } from '@casetrace/contracts';
import type { FigureMeasure, StayEnd } from '@casetrace/case-record';
import type { CivilDate } from '@casetrace/case-rules';

/** Something that is counted, on the day on which it was recorded (Asia/Shanghai), at the department that had the case then. */
export interface Moment {
  measure: FigureMeasure;
  day: CivilDate;
  department: string;
  /** 1, or seconds with the measures of time */
  amount: number;
}

/** A case's time with one department, open. Instants are epoch milliseconds. */
export interface Stay {
  department: string;
  from: number;
  fromDay: CivilDate;
  /** null while it lasts */
  to: number | null;
  toDay: CivilDate | null;
  /** working time without the time in which the filer's answer was awaited; null while it lasts */
  seconds: number | null;
  endedBy: StayEnd | null;
  /** where it went to; null where it was closed or is still there */
  next: string | null;
  /** it went straight back to where it had come from */
  returned: boolean;
}

/** How long something took that happens once in a case: working time since registration. */
export interface Span {
  day: CivilDate;
  department: string;
  seconds: number;
}

/** The last resolution, as the figures rank rules by it. */
export interface Resolution {
  day: CivilDate;
  by: string;
  causeKind: CauseKind;
  /** folded; null where it rests on no rule, or the text was erased */
  ruleKey: string | null;
  ruleText: string | null;
  citations: Citation[];
}

/** Everything that the figures know of a case. */
export interface Facts {
  trackingNumber: string;
  version: number;
  category: string;
  /** empty where none was said */
  district: string;
  channel: Channel;
  /** the desk that registered */
  desk: string;
  firstDepartment: string;
  department: string;
  registeredDay: CivilDate;
  firstHandled: Span | null;
  firstResolved: Span | null;
  firstClosed: Span | null;
  /** null while it is open */
  closedDay: CivilDate | null;
  closure: Closure | null;
  resolution: Resolution | null;
  /** M7: who resolved it, where the case is closed on that */
  solvedBy: string | null;
  /** M7: departments that helped without having it, in the order of their first help */
  contributors: string[];
  transfers: number;
  idleEscalations: number;
  unresolvedReports: number;
  contested: number;
  reopened: number;
  /** the last answer that stands */
  answer: Answer | null;
  resolvingSeconds: number | null;
  overLimitSeconds: number | null;
  moments: Moment[];
  stays: Stay[];
}
