import { OutboxReader, RecordDatabase, RecordModule } from '@casetrace/case-record';
import { type Log, Metrics, nobodySignsIn, readiness, ServiceModule } from '@casetrace/service-kit';
import { type DynamicModule, Module } from '@nestjs/common';
import type { PublisherConfiguration } from './configuration';
import { PublisherProcess } from './publisher-process';
import { PublisherReadiness } from './readiness';

/** The batch under way, and a look at what waits. */
const connections = 2;

/** The relay of the outbox, on the record. */
@Module({})
export class PublisherModule {
  static forRoot(configuration: PublisherConfiguration, log: Log): DynamicModule {
    return {
      module: PublisherModule,
      imports: [
        RecordModule.forRoot({
          databaseUrl: configuration.DATABASE_URL,
          applicationName: 'event-publisher',
          poolSize: connections,
        }),
        ServiceModule.forRoot({
          name: 'event-publisher',
          log,
          ports: [
            ...nobodySignsIn,
            {
              provide: PublisherProcess,
              inject: [OutboxReader, Metrics],
              useFactory: (outbox: OutboxReader, metrics: Metrics) =>
                new PublisherProcess(outbox, configuration, log, metrics),
            },
            {
              provide: readiness,
              inject: [PublisherProcess, RecordDatabase],
              useFactory: (process: PublisherProcess, database: RecordDatabase) =>
                new PublisherReadiness(process, database),
            },
          ],
        }),
      ],
    };
  }
}
