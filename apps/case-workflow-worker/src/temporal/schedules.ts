import { backlogWatchId, taskQueues, workflowTypes } from '@casetrace/contracts';
import { ScheduleAlreadyRunning, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import type { EngineConnection } from './engine-connection';

/** A procedure that begins by the clock of the engine. */
export type ScheduledProcedure = ScheduleOptions;

/** What the schedules depend on. */
export interface ScheduleSettings {
  BACKLOG_WATCH_SECONDS: number;
}

/** The schedules of this product: each begins one workflow of the queue `procedures`. */
export function schedulesOf({ BACKLOG_WATCH_SECONDS: seconds }: ScheduleSettings): ScheduledProcedure[] {
  return [
    {
      scheduleId: backlogWatchId,
      spec: { intervals: [{ every: seconds * 1_000 }] },
      action: {
        type: 'startWorkflow',
        workflowType: workflowTypes.watchBacklog,
        workflowId: backlogWatchId,
        taskQueue: taskQueues.procedures,
        args: [],
        staticSummary: 'looks for backlogs',
      },
      // After an outage one look is enough: what is piled up then is still there.
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: seconds * 1_000 },
    },
    {
      scheduleId: 'monthly-report',
      // Each morning: which day is the first working day only our own calendar knows, and a day that was missed is made up for.
      spec: { calendars: [{ hour: 6, minute: 30 }], timezone: 'Asia/Shanghai' },
      action: {
        type: 'startWorkflow',
        workflowType: workflowTypes.monthlyReport,
        workflowId: 'monthly-report',
        taskQueue: taskQueues.procedures,
        args: [],
        staticSummary: 'writes the report of the last month on the first working day',
      },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
    },
  ];
}

/** Makes the schedules as they should be: creates what is missing, corrects what is there. May be run again, by several at once. */
export async function ensureSchedules(
  engine: EngineConnection,
  schedules: readonly ScheduledProcedure[],
): Promise<void> {
  for (const schedule of schedules) await engine.call(() => ensure(engine, schedule));
}

async function ensure({ client }: EngineConnection, schedule: ScheduledProcedure): Promise<void> {
  try {
    await client.schedule.create(schedule);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, action, policies } = schedule;
    await client.schedule.getHandle(schedule.scheduleId).update(({ state }) => {
      return { spec, action, policies, state };
    });
  }
}
