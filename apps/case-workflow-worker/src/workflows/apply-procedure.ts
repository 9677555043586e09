import { continueAsNew, proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { ReviewActivities } from '../activities/review-activities';

export interface ApplyProcedureInput {
  review: string;
  /** which of its adoptions */
  number: number;
}

const { applyProcedureBatch } = proxyActivities<ReviewActivities>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

/** Applies the outcome of a process review to every case that waited for it, until none is left (M11). */
export async function applyProcedure(
  input: ApplyProcedureInput,
): Promise<{ applied: number; refused: number }> {
  while (!workflowInfo().continueAsNewSuggested) {
    const { applied, refused, left } = await applyProcedureBatch(input);
    setCurrentDetails(`**Applied:** ${applied}\n\n**Refused:** ${refused}\n\n**Left:** ${left}`);
    if (left === 0) return { applied, refused };
  }
  return continueAsNew<typeof applyProcedure>(input);
}
