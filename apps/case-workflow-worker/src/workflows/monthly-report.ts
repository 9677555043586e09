import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { ReportActivities } from '../activities/report-activities';

const { writeMonthlyReport } = proxyActivities<ReportActivities>({
  startToCloseTimeout: '5m',
  retry: { initialInterval: '10s', backoffCoefficient: 2, maximumInterval: '5m' },
  scheduleToCloseTimeout: '12h',
});

/**
 * Writes the report of the last month when it is due (M13): begun each day by a schedule, it does nothing before the first
 * working day and nothing once the report is there. Answers the month that it wrote, or null.
 */
export async function monthlyReport(): Promise<{ month: string | null }> {
  const month = await writeMonthlyReport();
  setCurrentDetails(month === null ? 'Nothing was due.' : `**Written:** ${month}`);
  return { month };
}
