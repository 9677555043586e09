import { continueAsNew, proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { RecalculationActivities } from '../activities/recalculation-activities';

export interface RecalculateDeadlinesInput {
  rulesVersion: number;
  /** cases worked off by earlier runs */
  recalculated?: number;
}

const { recalculateBatch } = proxyActivities<RecalculationActivities>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

/**
 * Takes every open case whose deadlines were computed with older rules up to the published ones, batch by batch, until
 * none is left (P2: one standard for every case). Answers how many it worked off.
 */
export async function recalculateDeadlines({
  rulesVersion,
  recalculated = 0,
}: RecalculateDeadlinesInput): Promise<{ recalculated: number }> {
  let total = recalculated;
  while (!workflowInfo().continueAsNewSuggested) {
    const { cases, remaining } = await recalculateBatch();
    total += cases;
    setCurrentDetails(`**Recalculated:** ${total}\n\n**Left:** ${remaining}`);
    if (remaining === 0) return { recalculated: total };
  }
  return continueAsNew<typeof recalculateDeadlines>({ rulesVersion, recalculated: total });
}
