import {
  applyProcedureWorkflowId,
  reviewChangedSignal,
  type ReviewSituation,
  reviewWorkflowId,
  taskQueues,
  workflowTypes,
} from '@casetrace/contracts';
import type { AdoptionKey } from '@casetrace/process-reviews';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { applyProcedure } from '../workflows/apply-procedure';
import type { processReview } from '../workflows/process-review';
import { firstReviewAttributes, reviewSummaryOf } from '../workflows/review-view';
import type { EngineConnection } from './engine-connection';

/** How the engine is told of reviews and their procedures. Telling the same again does no harm. */
export class ReviewWorkflows {
  constructor(private readonly engine: EngineConnection) {}

  /** An open review gets a workflow if it has none, that of a closed one is told to end. @throws the error of the call. */
  async tell(situation: ReviewSituation): Promise<void> {
    const isOpen = situation.status !== 'closed';
    await this.engine.call(() => (isOpen ? this.startOrSignal(situation) : this.signalIfThere(situation)));
  }

  /** Starts what applies a procedure, unless it runs. @throws the error of the call. */
  async apply({ review, number }: AdoptionKey): Promise<void> {
    try {
      await this.engine.call(() =>
        this.engine.client.workflow.start<typeof applyProcedure>(workflowTypes.applyProcedure, {
          workflowId: applyProcedureWorkflowId(review, number),
          taskQueue: taskQueues.procedures,
          args: [{ review, number }],
          staticSummary: `applies procedure ${number} of process review ${review} to waiting cases`,
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  private async startOrSignal(situation: ReviewSituation): Promise<void> {
    const { review } = situation;
    await this.engine.client.workflow.signalWithStart<typeof processReview, [ReviewSituation]>(
      workflowTypes.processReview,
      {
        workflowId: reviewWorkflowId(review),
        taskQueue: taskQueues.procedures,
        args: [{ review, known: situation }],
        signal: reviewChangedSignal,
        signalArgs: [situation],
        staticSummary: reviewSummaryOf(situation),
        typedSearchAttributes: firstReviewAttributes(situation),
      },
    );
  }

  private async signalIfThere(situation: ReviewSituation): Promise<void> {
    const handle = this.engine.client.workflow.getHandle(reviewWorkflowId(situation.review));
    try {
      await handle.signal(reviewChangedSignal, situation);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
}
