import type { Visibility } from '@casetrace/contracts';

/** Whose case it is: what a door needs to decide who may. */
export interface CaseFacts {
  trackingNumber: string;
  registeringDepartment: string;
  responsibleDepartment: string;
}

/** What a reader may see: classes, or a rule that names them for this case. */
export type Readable = readonly Visibility[] | ((facts: CaseFacts) => readonly Visibility[]);
