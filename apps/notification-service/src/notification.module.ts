import { DirectoryReader, RecordModule, RefusedAttempts } from '@casetrace/case-record';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import {
  ApiKeyPrincipals,
  caseFactsSource,
  type Log,
  principalSources,
  readiness,
  refusalLog,
  ServiceModule,
  WrongCredentials,
} from '@casetrace/service-kit';
import type { NotificationConfiguration } from './configuration';
import { ConsumingModule } from './consuming/consuming.module';
import { DeliveringModule } from './delivering/delivering.module';
import { Inbox } from './inbox/inbox';
import { InboxController } from './inbox/inbox.controller';
import { Letters } from './operations/letters';
import { LettersController } from './operations/letters.controller';
import { hasMailServer, NotificationReadiness } from './readiness';

/** Consumer, deliverer and the routes of notification-service, on the record. */
@Module({})
export class NotificationModule {
  static forRoot(configuration: NotificationConfiguration, log: Log): DynamicModule {
    const delivering = DeliveringModule.forRoot(configuration);
    const consuming = ConsumingModule.forRoot(configuration, delivering);
    return {
      module: NotificationModule,
      imports: [
        RecordModule.forRoot({
          databaseUrl: configuration.DATABASE_URL,
          poolSize: configuration.DATABASE_POOL_SIZE,
          applicationName: 'notification-service',
        }),
        ServiceModule.forRoot({
          name: 'notification-service',
          log,
          imports: [delivering, consuming],
          ports: ports(configuration),
        }),
        delivering,
        consuming,
      ],
      controllers: [InboxController, LettersController],
      providers: [Inbox, Letters],
    };
  }
}

function ports(configuration: NotificationConfiguration): Provider[] {
  return [
    {
      provide: principalSources,
      useFactory: (directory: DirectoryReader) => [keysOf(directory, configuration)],
      inject: [DirectoryReader],
    },
    { provide: refusalLog, useExisting: RefusedAttempts },
    // No route here is about one case: nobody is asked whose it is.
    { provide: caseFactsSource, useValue: { factsOf: () => Promise.resolve(null) } },
    { provide: hasMailServer, useValue: configuration.SMTP_URL !== undefined },
    { provide: readiness, useClass: NotificationReadiness },
  ];
}

function keysOf(directory: DirectoryReader, configuration: NotificationConfiguration): ApiKeyPrincipals {
  const wrong = new WrongCredentials({
    allowed: configuration.WRONG_CREDENTIALS_ALLOWED,
    windowSeconds: configuration.WRONG_CREDENTIALS_WINDOW_SECONDS,
  });
  return new ApiKeyPrincipals(directory, wrong, configuration.PRINCIPAL_CACHE_SECONDS);
}
