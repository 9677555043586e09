import type { CaseStatus } from './case-status';

/** Where a process review stands (M11). Closing without a new procedure needs a reason. */
export const reviewStatuses = [
  'opened',
  'acknowledged',
  'findingsRecorded',
  'procedureAdopted',
  'closed',
] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

/** `department`: one department's backlog; `subtree`: spread over the departments below one superior. */
export const reviewScopes = ['department', 'subtree'] as const;
export type ReviewScope = (typeof reviewScopes)[number];

/** What happens to a review. */
export const reviewEntryKinds = [
  'opened',
  'acknowledged',
  'findingsRecorded',
  'procedureAdopted',
  'procedureApplied',
  'escalated',
  'backlogEnded',
  'backlogReturned',
  'closed',
] as const;
export type ReviewEntryKind = (typeof reviewEntryKinds)[number];

/** What departments are told of reviews: kinds of entries of their inbox. */
export const reviewInboxKinds = [
  'processReviewOpened',
  'processReviewEscalated',
  'processReviewClosed',
] as const;
export type ReviewInboxKind = (typeof reviewInboxKinds)[number];

/** The statuses in which a case counts as piled up: it waits for the department, not for the filer. */
export const waitingStatuses = [
  'assigned',
  'inHandling',
  'contested',
] as const satisfies readonly CaseStatus[];
