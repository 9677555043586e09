/** Something that works but wants looking at. */
export interface Warning {
  code: string;
  detail: string;
  [fact: string]: unknown;
}

/** The port to what a service cannot work without. */
export interface Readiness {
  /** @throws where the service cannot work, such as when the record cannot be reached. */
  check(): Promise<void>;
  warnings(): Promise<Warning[]>;
}
export const readiness = Symbol('readiness');
