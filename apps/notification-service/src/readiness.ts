import { Inject, Injectable } from '@nestjs/common';
import type { Readiness, Warning } from '@casetrace/service-kit';
import { DataSource } from 'typeorm';
import { CaseEventsConsumer } from './consuming/case-events-consumer';
import { DeadLetterBacklog } from './consuming/dead-letter-backlog';
import { LetterQueue } from './ledger/letter-queue';

/** Token: whether a mail server is configured. */
export const hasMailServer = Symbol('hasMailServer');

/**
 * Ready once the record answers and the consumer has joined its group. A Kafka that is lost later is a warning: the inbox is
 * read all the same, and restarting the service would not bring it back.
 */
@Injectable()
export class NotificationReadiness implements Readiness {
  constructor(
    @Inject(DataSource) private readonly record: DataSource,
    @Inject(CaseEventsConsumer) private readonly consumer: CaseEventsConsumer,
    @Inject(LetterQueue) private readonly letters: LetterQueue,
    @Inject(DeadLetterBacklog) private readonly deadLetters: DeadLetterBacklog,
    @Inject(hasMailServer) private readonly canSend: boolean,
  ) {}

  async check(): Promise<void> {
    await this.record.query('select from notifications limit 0');
    if (!this.consumer.everJoined) throw new Error('The consumer has not joined its group yet');
  }

  async warnings(): Promise<Warning[]> {
    const [{ dead = 0, ...waiting }, events = 0] = await Promise.all([
      this.letters.backlog(),
      this.deadLetters.count(),
    ]);
    const letters = Object.values(waiting).reduce((sum, count) => sum + count, 0);
    return [
      ...(this.consumer.joined ? [] : [kafkaLost]),
      ...(this.canSend ? [] : [{ ...noMailServer, letters }]),
      ...(dead > 0
        ? [{ code: 'deadLetters', detail: 'Letters were given up; see /v1/notifications', letters: dead }]
        : []),
      ...(events > 0 ? [{ ...eventsGivenUp, events }] : []),
    ];
  }
}

const kafkaLost = { code: 'kafkaLost', detail: 'Kafka does not answer; news is late, nothing is lost' };
const eventsGivenUp = {
  code: 'eventsGivenUp',
  detail: 'Nobody was told of these events; remove the cause, then: npm run replay-dead-letters',
};
const noMailServer = { code: 'noMailServer', detail: 'SMTP_URL is not set: letters wait' };
