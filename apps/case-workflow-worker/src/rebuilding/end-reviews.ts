import { reviewIdOf, workflowTypes } from '@casetrace/contracts';
import type { ReviewQueue } from '@casetrace/process-reviews';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { EngineConnection } from '../temporal/engine-connection';

/**
 * Ends running workflows of process reviews that the record does not have, or has as closed, after an older database was put
 * back; how many. There are few of them.
 */
export async function endReviewsTheRecordHasNot(
  engine: EngineConnection,
  reviews: Pick<ReviewQueue, 'isOpen'>,
): Promise<number> {
  const query = `WorkflowType = '${workflowTypes.processReview}' AND ExecutionStatus = 'Running'`;
  const running: string[] = [];
  for await (const { workflowId } of engine.client.workflow.list({ query })) running.push(workflowId);
  const open = await reviews.isOpen(running.map(reviewIdOf));
  const superfluous = running.filter((id) => !open.has(reviewIdOf(id)));
  for (const id of superfluous) {
    const handle = engine.client.workflow.getHandle(id);
    await engine
      .call(() => handle.terminate('The record has no such open review: it was restored.'))
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
  }
  return superfluous.length;
}
