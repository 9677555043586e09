import { continueAsNew, proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { RecalculationActivities } from '../activities/recalculation-activities';

export interface RecalculateDeadlinesInput {
  rulesVersion: number;
  /** cases worked off by earlier runs */
  recalculated?: number;
}

const batchesPerRun = 500;

const { recalculateBatch } = proxyActivities<RecalculationActivities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

/**
 * Takes every open case that was computed with rules older than `rulesVersion` up to the current ones, batch by batch,
 * until none is left (P2: a published standard holds for every case). Answers how many it worked off.
 */
export async function recalculateDeadlines({ rulesVersion, recalculated = 0 }: RecalculateDeadlinesInput) {
  let total = recalculated;
  for (let batch = 0; batch < batchesPerRun && !workflowInfo().continueAsNewSuggested; batch++) {
    const { cases, remaining } = await recalculateBatch(rulesVersion);
    total += cases;
    setCurrentDetails(`**Recalculated:** ${total}\n\n**Left:** ${remaining}`);
    if (remaining === 0) return { recalculated: total };
  }
  return continueAsNew<typeof recalculateDeadlines>({ rulesVersion, recalculated: total });
}
