/** What the system has promised its callers by answering them; the invariants hold it to that. */
export interface Promises {
  registrations: PromisedCase[];
  actions: PromisedAction[];
  /** Commands that were answered 409 or 412. */
  refusals: { token: string; trackingNumber: string; code: string }[];
  /** Answers that should not have come at all. */
  surprises: string[];
}

export interface PromisedCase {
  /** Stands in the record as the agency's own number of the matter. */
  token: string;
  trackingNumber: string;
  category: string;
  /** Where the filer gave one. */
  mail?: string;
}

export interface PromisedAction {
  /** Stands in a text of the entry. */
  token: string;
  trackingNumber: string;
  /** Of the entry, as it was answered. */
  sequence: number;
  type: string;
}

export const noPromises = (): Promises => ({ registrations: [], actions: [], refusals: [], surprises: [] });
