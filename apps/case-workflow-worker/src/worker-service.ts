import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import {
  CommandHandler,
  CaseReader,
  DatabaseClock,
  OutboxReader,
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
  caseFactsSource,
  type Log,
  Metrics,
  principalSources,
  readiness,
  refusalLog,
  type ServiceDefinition,
  ServiceModule,
} from '@casetrace/service-kit';
import { BacklogWatch, ProcedureApplication, ReviewClock, ReviewQueue } from '@casetrace/process-reviews';
import type { WorkerConfiguration } from './configuration';
import { readModels } from './read-models/models';
import { WorkerProcess } from './worker-process';
import { WorkerReadiness } from './worker-readiness';

/** The process that talks to Temporal and Kafka; its port is for health and figures. */
export function workerService(configuration: WorkerConfiguration): ServiceDefinition {
  return {
    name: 'case-workflow-worker',
    title: 'Casetrace worker',
    description: 'Workflows of cases, relays to Temporal and Kafka: health and figures only.',
    configuration,
    module: (log) => WorkerModule.forRoot(configuration, log),
  };
}

/** Every route of this process is open to all: health and figures. */
const nobodySignsIn: Provider[] = [
  { provide: principalSources, useValue: [] },
  { provide: refusalLog, useValue: { record: () => Promise.resolve() } },
  { provide: caseFactsSource, useValue: { factsOf: () => Promise.resolve(null) } },
];

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
                OutboxReader,
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
                outbox: OutboxReader,
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
                    ...{ commands, reader, queue, outbox, recalculation, rules, readModels: models, reports },
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
