import { RulesSource } from '@casetrace/case-record';
import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type Log, Metrics, serviceLog } from '@casetrace/service-kit';
import { DataSource } from 'typeorm';
import type { NotificationConfiguration } from '../configuration';
import { LetterQueue } from '../ledger/letter-queue';
import { Deliverer, type DelivererOptions } from './deliverer';
import { DeliveringFigures } from './delivering-figures';
import { FactsOfLetters } from './facts-of-letters';
import { MailSender } from './mail-sender';

/** Where no mail server is named, letters wait. */
export const mailSender = Symbol('mailSender');
const outageMs = 5_000;

/** The deliverer of letters: begins when the service is up, ends before the record is closed. */
@Module({})
export class DeliveringModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(Deliverer) private readonly deliverer: Deliverer,
    @Inject(mailSender) private readonly mail: MailSender | null,
  ) {}

  static forRoot(configuration: NotificationConfiguration): DynamicModule {
    return {
      module: DeliveringModule,
      providers: [
        { provide: mailSender, useFactory: () => mailSenderOf(configuration) },
        {
          provide: LetterQueue,
          useFactory: (record: DataSource) => new LetterQueue(record),
          inject: [DataSource],
        },
        {
          provide: DeliveringFigures,
          useFactory: ({ registry }: Metrics) => new DeliveringFigures(registry),
          inject: [Metrics],
        },
        {
          provide: FactsOfLetters,
          useFactory: (record: DataSource, rules: RulesSource) =>
            new FactsOfLetters(record, rules, configuration.PUBLIC_BASE_URL),
          inject: [DataSource, RulesSource],
        },
        {
          provide: Deliverer,
          useFactory: (
            queue: LetterQueue,
            facts: FactsOfLetters,
            mail: MailSender | null,
            figures: DeliveringFigures,
            log: Log,
          ) => new Deliverer({ queue, facts, mail, figures, log }, delivererOptions(configuration)),
          inject: [LetterQueue, FactsOfLetters, mailSender, DeliveringFigures, serviceLog],
        },
      ],
      exports: [Deliverer, LetterQueue],
    };
  }

  onApplicationBootstrap(): void {
    this.deliverer.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.deliverer.stop();
    this.mail?.close();
  }
}

function mailSenderOf({
  SMTP_URL,
  MAIL_FROM,
  MAIL_TIMEOUT_MS,
}: NotificationConfiguration): MailSender | null {
  if (SMTP_URL === undefined) return null;
  return new MailSender({ smtpUrl: SMTP_URL, from: MAIL_FROM, timeoutMs: MAIL_TIMEOUT_MS });
}

function delivererOptions(configuration: NotificationConfiguration): DelivererOptions {
  return {
    atATime: configuration.MAIL_AT_A_TIME,
    leaseSeconds: configuration.MAIL_LEASE_SECONDS,
    attempts: configuration.MAIL_ATTEMPTS,
    betweenAttempts: {
      firstMs: configuration.MAIL_RETRY_FIRST_MS,
      longestMs: configuration.MAIL_RETRY_LONGEST_MS,
    },
    pollMs: configuration.MAIL_POLL_MS,
    outageMs,
  };
}
