import type { OpenCases } from '@casetrace/case-record';
import { trackingNumberOf, workflowTypes } from '@casetrace/contracts';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { EngineConnection } from '../temporal/engine-connection';

/** Also the number of workflows that are asked of the record, and ended, at a time. */
const pageSize = 200;

/**
 * Ends the running workflows of cases that the record does not have, or has as closed: what newer workflows may hold after
 * an older database was put back. They are found by listing, page by page. Answers how many were looked at and ended.
 */
export async function endWhatTheRecordHasNot(
  engine: EngineConnection,
  openCases: Pick<OpenCases, 'isOpen'>,
  progress: (looked: number, ended: number) => void,
): Promise<{ looked: number; ended: number }> {
  const counts = { looked: 0, ended: 0 };
  const query = `WorkflowType = '${workflowTypes.caseProcedure}' AND ExecutionStatus = 'Running'`;
  let page: string[] = [];
  const settle = async (): Promise<void> => {
    counts.looked += page.length;
    counts.ended += await endUnlessOpen(engine, openCases, page);
    page = [];
    progress(counts.looked, counts.ended);
  };
  for await (const { workflowId } of engine.client.workflow.list({ query, pageSize })) {
    page.push(workflowId);
    if (page.length === pageSize) await settle();
  }
  if (page.length > 0) await settle();
  return counts;
}

async function endUnlessOpen(
  engine: EngineConnection,
  openCases: Pick<OpenCases, 'isOpen'>,
  workflowIds: string[],
): Promise<number> {
  const open = await openCases.isOpen(workflowIds.map(trackingNumberOf));
  const superfluous = workflowIds.filter((id) => !open.has(trackingNumberOf(id)));
  for (const id of superfluous) {
    const handle = engine.client.workflow.getHandle(id);
    await engine
      .call(() => handle.terminate('The record has no such open case: it was restored.'))
      .catch(ignoreGone);
  }
  return superfluous.length;
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}
