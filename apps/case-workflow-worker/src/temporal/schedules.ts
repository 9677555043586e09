import { taskQueues, workflowTypes } from '@casetrace/contracts';
import { ScheduleAlreadyRunning, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import type { EngineConnection } from './engine-connection';

/**
 * What Temporal begins by the clock. Set-up creates what is missing and takes up what has changed here; whether a schedule is
 * paused is left to the operators.
 */
export const schedules: readonly ScheduleOptions[] = [
  {
    scheduleId: 'monthly-report',
    // Each morning: which day is the first working day only our own calendar knows, and a day that was missed is made up for.
    spec: { calendars: [{ hour: 6, minute: 30 }], timezone: 'Asia/Shanghai' },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
    action: {
      type: 'startWorkflow',
      workflowType: workflowTypes.monthlyReport,
      workflowId: 'monthly-report',
      taskQueue: taskQueues.procedures,
      staticSummary: 'writes the report of the last month on the first working day',
    },
  },
];

/** Creates or updates all schedules; may be run again, also by several at once. @throws the error of a call. */
export async function ensureSchedules(engine: EngineConnection): Promise<string[]> {
  for (const schedule of schedules) await engine.call(() => ensure(engine, schedule));
  return schedules.map(({ scheduleId }) => scheduleId);
}

async function ensure(engine: EngineConnection, wanted: ScheduleOptions): Promise<void> {
  const { schedule } = engine.client;
  try {
    await schedule.create(wanted);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, action, policies } = wanted;
    await schedule.getHandle(wanted.scheduleId).update(({ state }) => {
      return { spec, action, state, ...(policies && { policies }) };
    });
  }
}
