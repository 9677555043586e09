import {
  caseChangedSignal,
  type CaseSituation,
  caseWorkflowId,
  taskQueues,
  workflowTypes,
} from '@casetrace/contracts';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { caseProcedure } from '../workflows/case-procedure';
import { firstAttributes, summaryOf } from '../workflows/operators-view';
import type { EngineConnection } from './engine-connection';

/** How the engine is told of cases. Telling the same again, or something older, does no harm. */
export class CaseWorkflows {
  constructor(private readonly engine: EngineConnection) {}

  /**
   * Tells the workflow of a case how it stands: an open case gets a workflow if it has none, that of a closed one is told
   * to end if it is there.
   * @throws the error of the call.
   */
  async tell(situation: CaseSituation, open: boolean): Promise<void> {
    await this.engine.call(() => (open ? this.startOrSignal(situation) : this.signalIfThere(situation)));
  }

  private async startOrSignal(situation: CaseSituation): Promise<void> {
    const { trackingNumber } = situation;
    await this.engine.client.workflow.signalWithStart<typeof caseProcedure, [CaseSituation]>(
      workflowTypes.caseProcedure,
      {
        workflowId: caseWorkflowId(trackingNumber),
        taskQueue: taskQueues.caseDeadlines,
        args: [{ trackingNumber, known: situation }],
        signal: caseChangedSignal,
        signalArgs: [situation],
        staticSummary: summaryOf(situation),
        typedSearchAttributes: firstAttributes(situation),
      },
    );
  }

  private async signalIfThere(situation: CaseSituation): Promise<void> {
    const handle = this.engine.client.workflow.getHandle(caseWorkflowId(situation.trackingNumber));
    try {
      await handle.signal(caseChangedSignal, situation);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
}
