import { type DynamicModule, Module } from '@nestjs/common';
import {
  CommandHandler,
  CaseReader,
  DatabaseClock,
  ReadModels,
  ReadModelState,
  Recalculation,
  RecordDatabase,
  RecordModule,
  RelayQueue,
  RulesSource,
} from '@casetrace/case-record';
import { MonthlyReports } from '@casetrace/figures';
import {
  type Log,
  Metrics,
  nobodySignsIn,
  readiness,
  type ServiceDefinition,
  ServiceModule,
} from '@casetrace/service-kit';
import { BacklogWatch, ProcedureApplication, ReviewClock, ReviewQueue } from '@casetrace/process-reviews';
import type { WorkerConfiguration } from './configuration';
import { readModels } from './read-models/models';
import { WorkerProcess } from './worker-process';
import { WorkerReadiness } from './worker-readiness';

/** The process that talks to Temporal; its port is for health and figures. */
export function workerService(configuration: WorkerConfiguration): ServiceDefinition {
  return {
    name: 'case-workflow-worker',
    title: 'Casetrace worker',
    description: 'Workflows of cases, the relay to Temporal: health and figures only.',
    configuration,
    module: (log) => WorkerModule.forRoot(configuration, log),
  };
}

@Module({})
class WorkerModule {
  static forRoot(configuration: WorkerConfiguration, log: Log): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        RecordModule.forRoot({
          databaseUrl: configuration.DATABASE_URL,
          applicationName: 'case-workflow-worker',
          poolSize: configuration.DATABASE_POOL_SIZE,
          lockTimeoutMs: configuration.LOCK_TIMEOUT_MS,
          deadlineJitterSeconds: configuration.DEADLINE_JITTER_SECONDS,
        }),
        ServiceModule.forRoot({
          name: 'case-workflow-worker',
          log,
          ports: [
            ...nobodySignsIn,
            {
              provide: ReadModels,
              inject: [RecordDatabase, RulesSource],
              useFactory: (database: RecordDatabase, rules: RulesSource) =>
                new ReadModels(database, rules, readModels),
            },
            {
              provide: MonthlyReports,
              inject: [RecordDatabase, RulesSource],
              useFactory: (database: RecordDatabase, rules: RulesSource) =>
                new MonthlyReports(database, rules),
            },
            {
              provide: WorkerProcess,
              inject: [
                CommandHandler,
                CaseReader,
                RelayQueue,
                Recalculation,
                RulesSource,
                ReadModels,
                MonthlyReports,
                RecordDatabase,
                DatabaseClock,
                Metrics,
              ],
              useFactory: (
                commands: CommandHandler,
                reader: CaseReader,
                queue: RelayQueue,
                recalculation: Recalculation,
                rules: RulesSource,
                models: ReadModels,
                reports: MonthlyReports,
                database: RecordDatabase,
                clock: DatabaseClock,
                metrics: Metrics,
              ) =>
                new WorkerProcess(
                  {
                    ...{ commands, reader, queue, recalculation, rules, readModels: models, reports },
                    reviews: {
                      watch: new BacklogWatch(database, rules, clock),
                      clock: new ReviewClock(database, rules, clock),
                      application: new ProcedureApplication(database, commands, clock),
                      queue: new ReviewQueue(database, clock),
                    },
                  },
                  configuration,
                  log,
                  metrics,
                ),
            },
            {
              provide: readiness,
              inject: [WorkerProcess, RecordDatabase, ReadModelState],
              useFactory: (process: WorkerProcess, database: RecordDatabase, models: ReadModelState) =>
                new WorkerReadiness(process, database, models),
            },
          ],
        }),
      ],
    };
  }
}
