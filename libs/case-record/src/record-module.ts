import { type DynamicModule, Global, Module, type ModuleMetadata, type Provider } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule, type TypeOrmModuleOptions } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { CommandHandler } from './commands/command-handler';
import { dataSourceOptions } from './database/data-source';
import { DatabaseClock } from './database/database-clock';
import { RecordDatabase } from './database/record-database';
import { ApiKeyIssue } from './directory/api-key-issue';
import { DirectoryImport } from './directory/directory-import';
import { DutyRoster } from './directory/duty-roster';
import { ReadModelState } from './read-models/read-model-state';
import { CaseReader } from './reading/case-reader';
import { DirectoryReader } from './reading/directory-reader';
import { PolicyHistory } from './reading/policy-history';
import { RefusedAttempts } from './reading/refused-attempts';
import {
  type CompleteRecordOptions,
  recordOptions,
  type RecordOptions,
  withDefaults,
} from './record-options';
import { OpenCases } from './relay/open-cases';
import { OutboxReader } from './relay/outbox-reader';
import { RelayQueue } from './relay/relay-queue';
import { Recalculation } from './rules/recalculation';
import { RulesPublisher } from './rules/rules-publisher';
import { RulesSource } from './rules/rules-source';

/** Options that come from elsewhere in the application. */
export interface RecordModuleAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  inject?: Parameters<typeof TypeOrmModule.forRootAsync>[0]['inject'];
  useFactory: (...injected: never[]) => RecordOptions | Promise<RecordOptions>;
}

/** A service that starts before PostgreSQL waits for it. */
const connectAgain = { retryAttempts: 600, retryDelay: 1_000, verboseRetryLog: false };

type Options = CompleteRecordOptions;

/** A service that needs nothing but the database. */
const onDatabase = (service: new (database: RecordDatabase) => unknown): Provider => ({
  provide: service,
  inject: [RecordDatabase],
  useFactory: (database: RecordDatabase) => new service(database),
});

const services: Provider[] = [
  {
    provide: RecordDatabase,
    inject: [getDataSourceToken()],
    useFactory: (dataSource: DataSource) => new RecordDatabase(dataSource),
  },
  {
    provide: DatabaseClock,
    inject: [recordOptions],
    useFactory: ({ shiftClock }: Options) => new DatabaseClock(shiftClock),
  },
  {
    provide: RulesSource,
    inject: [RecordDatabase],
    useFactory: (database: RecordDatabase) => new RulesSource(database),
  },
  {
    provide: RulesPublisher,
    inject: [RecordDatabase, DatabaseClock],
    useFactory: (database: RecordDatabase, clock: DatabaseClock) => new RulesPublisher(database, clock),
  },
  {
    provide: CommandHandler,
    inject: [RecordDatabase, RulesSource, recordOptions],
    useFactory: (database: RecordDatabase, rules: RulesSource, options: Options) =>
      new CommandHandler(database, rules, options),
  },
  {
    provide: Recalculation,
    inject: [RecordDatabase, CommandHandler],
    useFactory: (database: RecordDatabase, commands: CommandHandler) => new Recalculation(database, commands),
  },
  {
    provide: CaseReader,
    inject: [RecordDatabase, RulesSource, recordOptions],
    useFactory: (database: RecordDatabase, rules: RulesSource, options: Options) =>
      new CaseReader(database, rules, options),
  },
  {
    provide: DirectoryReader,
    inject: [RecordDatabase, RulesSource],
    useFactory: (database: RecordDatabase, rules: RulesSource) => new DirectoryReader(database, rules),
  },
  {
    provide: DirectoryImport,
    inject: [RulesSource, RulesPublisher],
    useFactory: (rules: RulesSource, publisher: RulesPublisher) => new DirectoryImport(rules, publisher),
  },
  ...[DutyRoster, ApiKeyIssue, PolicyHistory, ReadModelState].map((service) => onDatabase(service)),
  {
    provide: RefusedAttempts,
    inject: [RecordDatabase],
    useFactory: (database: RecordDatabase) => new RefusedAttempts(database),
  },
  {
    provide: RelayQueue,
    inject: [RecordDatabase, recordOptions],
    useFactory: (database: RecordDatabase, options: Options) => new RelayQueue(database, options),
  },
  {
    provide: OpenCases,
    inject: [RecordDatabase],
    useFactory: (database: RecordDatabase) => new OpenCases(database),
  },
  {
    provide: OutboxReader,
    inject: [RecordDatabase, recordOptions],
    useFactory: (database: RecordDatabase, options: Options) => new OutboxReader(database, options),
  },
];

@Module({})
class RecordOptionsModule {}

/**
 * The record within a Nest application, for all of its modules: TypeORM's DataSource, the one way to change a case, readers,
 * rules, relay.
 */
@Global()
@Module({})
export class RecordModule {
  /** With options that are known already. */
  static forRoot(options: RecordOptions): DynamicModule {
    return RecordModule.forRootAsync({ useFactory: () => options });
  }

  static forRootAsync({ imports = [], inject = [], useFactory }: RecordModuleAsyncOptions): DynamicModule {
    const options: DynamicModule = {
      module: RecordOptionsModule,
      imports,
      providers: [
        {
          provide: recordOptions,
          inject,
          useFactory: async (...injected: never[]) => withDefaults(await useFactory(...injected)),
        },
      ],
      exports: [recordOptions],
    };
    return {
      module: RecordModule,
      imports: [
        options,
        TypeOrmModule.forRootAsync({
          imports: [options],
          inject: [recordOptions],
          useFactory: (complete: Options): TypeOrmModuleOptions => ({
            ...dataSourceOptions(complete),
            ...connectAgain,
          }),
        }),
      ],
      providers: services,
      exports: [options, ...services.map((service) => (service as { provide: symbol }).provide)],
    };
  }
}
