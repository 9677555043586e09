import type { ProblemCode } from '@casetrace/contracts';

/** A refused attempt, as auditors read it. Codes only; `principal` is null where nobody was recognised. */
export interface Refusal {
  principal: string | null;
  department: string | null;
  permission: string;
  trackingNumber: string | null;
  code: ProblemCode;
  /** method and route template */
  route: string;
}

/** The port to the record's list of refused attempts. */
export interface RefusalLog {
  record(refusal: Refusal): Promise<void>;
}
export const refusalLog = Symbol('refusalLog');
