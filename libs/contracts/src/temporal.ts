import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { ReviewSituation } from './review-situation';
import type { CaseSituation } from './situation';

/** Deadlines have a queue of their own, so that no other procedure can delay them. */
export const taskQueues = { caseDeadlines: 'case-deadlines', procedures: 'procedures' } as const;

/** Workflow types, as an operator reads them in the Temporal UI. */
export const workflowTypes = {
  caseProcedure: 'caseProcedure',
  recalculateDeadlines: 'recalculateDeadlines',
  monthlyReport: 'monthlyReport',
  watchBacklog: 'watchBacklog',
  processReview: 'processReview',
  applyProcedure: 'applyProcedure',
} as const;

/** The workflow of a case carries its tracking number, which is no secret. */
export const caseWorkflowId = (trackingNumber: string): string => trackingNumber;
export const trackingNumberOf = (workflowId: string): string => workflowId;
export const recalculationWorkflowId = (rulesVersion: number): string =>
  `recalculate-deadlines-${rulesVersion}`;

/** The workflow of a process review, and the id of the review back from it. */
export const reviewWorkflowId = (review: string): string => `review-${review}`;
export const reviewIdOf = (workflowId: string): string => workflowId.replace(/^review-/, '');
export const applyProcedureWorkflowId = (review: string, number: number): string =>
  `apply-procedure-${review}-${number}`;
/** The schedule that has backlogs looked for, and the workflows that it starts. */
export const backlogWatchId = 'watch-backlog';

/** Sent after each commit on a review (or several at once); one that is not newer is ignored. */
export const reviewChangedSignal = defineSignal<[ReviewSituation]>('reviewChanged');
/** What the workflow of a review knows: for looking, never for deciding. */
export const reviewSituationQuery = defineQuery<ReviewSituation>('reviewSituation');

/** Sent by the relay after each commit (or several at once); a situation that is not newer is ignored. */
export const caseChangedSignal = defineSignal<[CaseSituation]>('caseChanged');
/** What the workflow knows: for looking, never for deciding. */
export const caseSituationQuery = defineQuery<CaseSituation>('caseSituation');

/** Search attributes of a case workflow: registered by set-up, verified before the worker polls. */
export const searchAttributes = {
  caseStatus: defineSearchAttributeKey('CaseStatus', SearchAttributeType.KEYWORD),
  caseCategory: defineSearchAttributeKey('CaseCategory', SearchAttributeType.KEYWORD),
  responsibleDepartment: defineSearchAttributeKey('ResponsibleDepartment', SearchAttributeType.KEYWORD),
  escalationLevel: defineSearchAttributeKey('EscalationLevel', SearchAttributeType.INT),
  nextDeadline: defineSearchAttributeKey('NextDeadline', SearchAttributeType.DATETIME),
  nextStep: defineSearchAttributeKey('NextStep', SearchAttributeType.KEYWORD),
} as const;
