import { proxyActivities } from '@temporalio/workflow';
import type { BacklogAnswer, ReviewActivities } from '../activities/review-activities';

const { lookAtBacklog } = proxyActivities<ReviewActivities>({
  startToCloseTimeout: '15s',
  // The schedule begins another one soon: this one gives up in time.
  scheduleToCloseTimeout: '40s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumAttempts: 4 },
});

/** One look at what is piled up (M11), begun by the schedule; it decides nothing, the record does. */
export function watchBacklog(): Promise<BacklogAnswer> {
  return lookAtBacklog.executeWithOptions({ summary: 'counts waiting cases by category and department' }, []);
}
