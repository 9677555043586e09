/** Our own programs: what `npm start` runs, in one place. Paths are relative to the folder of the built programs. */

export type ServiceName =
  'intake-service' | 'query-service' | 'notification-service' | 'case-workflow-worker' | 'event-publisher';

/** A program that runs until it is stopped. */
export interface ServiceProgram {
  readonly name: ServiceName;
  readonly main: string;
  readonly port: 'INTAKE_PORT' | 'QUERY_PORT' | 'NOTIFICATION_PORT' | 'WORKER_PORT' | 'PUBLISHER_PORT';
  /** In the background: it carries on what the desks have done, and is stopped after them. */
  readonly background: boolean;
  /** It gives way to the desks when the machine is busy. */
  readonly stepsBack: boolean;
}

export const servicePrograms: readonly ServiceProgram[] = [
  {
    name: 'intake-service',
    main: 'apps/intake-service/dist/main.js',
    port: 'INTAKE_PORT',
    background: false,
    stepsBack: false,
  },
  {
    name: 'query-service',
    main: 'apps/query-service/dist/main.js',
    port: 'QUERY_PORT',
    background: false,
    stepsBack: false,
  },
  {
    name: 'notification-service',
    main: 'apps/notification-service/dist/main.js',
    port: 'NOTIFICATION_PORT',
    background: false,
    stepsBack: true,
  },
  {
    name: 'case-workflow-worker',
    main: 'apps/case-workflow-worker/dist/main.js',
    port: 'WORKER_PORT',
    background: true,
    stepsBack: true,
  },
  {
    name: 'event-publisher',
    main: 'apps/event-publisher/dist/main.js',
    port: 'PUBLISHER_PORT',
    background: true,
    // It is idle most of the time, and whoever it would give way to makes events late (ADR 0013).
    stepsBack: false,
  },
];

/** Programs that run to their end before the services start; each may be run again without harm. */
export const stepPrograms = {
  migrate: 'libs/case-record/dist/cli/migrate.js',
  seed: 'libs/case-record/dist/cli/seed.js',
  guidance: 'libs/guidance/dist/cli/import-guidance.js',
  setUp: 'apps/case-workflow-worker/dist/setup.js',
} as const;

/** Programs that an operator runs against a running system. */
export const toolPrograms = {
  verify: 'apps/case-workflow-worker/dist/verify.js',
  'import-directory': 'libs/case-record/dist/cli/import-directory.js',
  'import-guidance': 'libs/guidance/dist/cli/import-guidance.js',
  'rebuild-workflows': 'apps/case-workflow-worker/dist/rebuild.js',
  'rebuild-read-models': 'apps/case-workflow-worker/dist/rebuild-read-models.js',
  'replay-dead-letters': 'apps/notification-service/dist/replay-dead-letters.js',
  'monthly-report': 'apps/case-workflow-worker/dist/monthly-report.js',
} as const;
