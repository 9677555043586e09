import type { CaseFacts } from './may';

/** The port to the record: whose case it is, or null where there is none. */
export interface CaseFactsSource {
  factsOf(trackingNumber: string): Promise<CaseFacts | null>;
}
export const caseFactsSource = Symbol('caseFactsSource');
