import type { CaseStatus, Closure } from '@casetrace/contracts';

/** Who asks: what decides which texts are matched and shown. */
export interface Searcher {
  department: string;
  /** contact data of every case, not only of those that the own department registered or has */
  everyContact: boolean;
}

/** Which cases. What is left out is not asked. */
export interface SearchFilter {
  status?: CaseStatus;
  category?: string;
  /** the responsible one */
  department?: string;
  registeringDepartment?: string;
  outcome?: Closure;
  district?: string;
  /** registered at this time or later, ISO 8601 */
  from?: string;
  /** registered before this time, ISO 8601 */
  before?: string;
}

export type SearchOrder = 'newest' | 'relevance';

export interface SearchRequest {
  /** what was typed; without it all cases of the filter are found */
  q?: string;
  filter: SearchFilter;
  order: SearchOrder;
  /** `next` of the page before */
  cursor?: string;
  limit: number;
}
