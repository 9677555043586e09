import type { WorkflowExecutionDescription } from '@temporalio/client';
import type { EngineConnection } from '../../../apps/case-workflow-worker/src/temporal/engine-connection';

/** What an operator reads of the newest run of a case in the Temporal UI. */
export class OperatorsView {
  constructor(private readonly engine: EngineConnection) {}

  describe(trackingNumber: string): Promise<WorkflowExecutionDescription> {
    return this.engine.client.workflow.getHandle(trackingNumber).describe();
  }

  /** `RUNNING`, `COMPLETED`, `TERMINATED` … */
  async status(trackingNumber: string): Promise<string> {
    return (await this.describe(trackingNumber)).status.name;
  }

  /** The whole history of the newest run as the UI would download it. */
  async history(trackingNumber: string): Promise<object> {
    return this.engine.client.workflow.getHandle(trackingNumber).fetchHistory();
  }

  /** The Markdown that a living worker shows of a run. */
  async currentDetails(trackingNumber: string): Promise<string> {
    const handle = this.engine.client.workflow.getHandle(trackingNumber);
    const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
    return metadata.currentDetails ?? '';
  }
}
