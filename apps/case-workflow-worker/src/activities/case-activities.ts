import type { CaseSituation } from '@casetrace/contracts';

/** The record, as far as the activities of a case need it: how a case stands, and the one command of the clocks. */
export interface RecordOfCases {
  situation(trackingNumber: string): Promise<CaseSituation>;
  applyDeadlines(trackingNumber: string): Promise<CaseSituation>;
}

/**
 * What the procedure of a case does when a due time has passed, under names that tell the story (M9, M10, P3). Every one
 * gives the record the same command: apply what is overdue by the database's clock. The record decides whether the time has
 * really come and does each step once, so a repetition is harmless and answers what is now known, with the milliseconds
 * that remain. Errors of the record (outage, busy case) are passed on for the engine to try again.
 */
export interface CaseActivities {
  /** How the case stands, for a run that was begun without being told. */
  readCase(trackingNumber: string): Promise<CaseSituation>;
  /** The department gave no input in time: the case goes to the superior (M9). */
  escalateIdle(trackingNumber: string): Promise<CaseSituation>;
  /** The department is asked for its account before the case is reported unresolved (M10). */
  requestAccount(trackingNumber: string): Promise<CaseSituation>;
  /** The case is reported to the superior with the department's account (M10). */
  reportUnresolved(trackingNumber: string): Promise<CaseSituation>;
  /** Filer and front desk are reminded that the answer to the resolution is awaited. */
  remindFiler(trackingNumber: string): Promise<CaseSituation>;
  /** Nobody answered within the window: the case is closed as `noAnswer`. */
  closeUnanswered(trackingNumber: string): Promise<CaseSituation>;
}

/** Binds the activities to the record. */
export function caseActivities(record: RecordOfCases): CaseActivities {
  const applyDeadlines = (trackingNumber: string) => record.applyDeadlines(trackingNumber);
  return {
    readCase: (trackingNumber) => record.situation(trackingNumber),
    escalateIdle: applyDeadlines,
    requestAccount: applyDeadlines,
    reportUnresolved: applyDeadlines,
    remindFiler: applyDeadlines,
    closeUnanswered: applyDeadlines,
  };
}
