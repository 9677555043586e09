import { randomUUID } from 'node:crypto';
import {
  CommandHandler,
  createDataSource,
  RecordDatabase,
  RulesSource,
  withDefaults,
} from '@casetrace/case-record';
import {
  type CaseEventMessage,
  caseEventsDeadLetterTopic,
  caseEventsTopic,
  commandBodies,
  eventId,
  type Language,
  type PersonCommand,
} from '@casetrace/contracts';
import { createLog, readConfiguration, type RunningService, startService } from '@casetrace/service-kit';
import { type IHeaders, Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { notificationConfiguration } from '../../../apps/notification-service/src/configuration';
import { notificationService } from '../../../apps/notification-service/src/service';
import { freshDatabase, kafkaBrokers } from '../../engines';

export const desk = 'service-hall-windows';
export const counter = 'social-insurance-counter';

interface EventRow extends Omit<CaseEventMessage, 'id' | 'data' | 'effectiveAt' | 'recordedAt' | 'actor'> {
  kind: string;
  department: string | null;
  officer: string | null;
  data: string;
  effectiveAt: Date;
  recordedAt: Date;
}

const newsOfCase = `
select e.tracking_number as "trackingNumber", e.sequence, e.epoch, e.schema_version as "schemaVersion", e.type,
  e.actor_kind as kind, e.actor_department as department, e.actor_officer as officer, e.effective_at as "effectiveAt",
  e.recorded_at as "recordedAt", e.data, c.category, c.responsible_department as "responsibleDepartment",
  c.registering_department as "registeringDepartment", c.status, encode(e.hash, 'hex') as hash
from case_events e join cases c using (tracking_number) where e.tracking_number = $1 order by e.sequence`;

/** A database with the demo city, cases in it, and what the relay would publish of them. */
export class Desk {
  private later = 0;

  private constructor(
    readonly url: string,
    readonly record: DataSource,
    private readonly producer: Producer,
    private readonly commands: CommandHandler,
    clock: { shift: () => number },
  ) {
    clock.shift = () => this.later;
  }

  static async open({ url, brokers }: { url?: string; brokers?: string } = {}): Promise<Desk> {
    const databaseUrl = url ?? (await freshDatabase()).url;
    const clock = { shift: () => 0 };
    const options = withDefaults({
      databaseUrl,
      applicationName: 'tests',
      poolSize: 3,
      accessCodeSecret: 'a secret of the tests, longer than thirty-two characters',
      shiftClock: (databaseNow) => databaseNow + clock.shift(),
    });
    const record = await createDataSource(options);
    const database = new RecordDatabase(record);
    const commands = new CommandHandler(database, new RulesSource(database), options);
    const producer = kafkaOf(brokers).producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    return new Desk(databaseUrl, record, producer, commands, clock);
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
    await this.record.destroy();
  }

  /** From now on the record takes it to be so many days later. */
  letDaysPass(days: number): void {
    this.later += days * 24 * 60 * 60 * 1000;
  }

  /** Registers a case at the window; answers its number. */
  async register(filer: { mail?: string; language?: Language; category?: string } = {}): Promise<string> {
    const { mail, language = 'zh', category = 'social-insurance-pensions' } = filer;
    const body = commandBodies.register.parse({
      category,
      subject: '养老金没有到账',
      details: '三月份的养老金至今没有到账。',
      channel: 'counter',
      language,
      filer: { name: '张三', ...(mail !== undefined && { mail }) },
    });
    const { trackingNumber } = await this.commands.register({
      command: { type: 'register', body },
      actor: { kind: 'officer', department: desk, officer: 'window-1' },
      caller: 'officer:window-1',
      key: randomUUID(),
    });
    return trackingNumber;
  }

  /** Something that the counter does with a case. */
  async act(trackingNumber: string, command: PersonCommand): Promise<void> {
    const answer = await this.commands.execute({
      command,
      trackingNumber,
      actor: { kind: 'officer', department: counter, officer: `${counter}-1` },
      caller: `officer:${counter}-1`,
      key: randomUUID(),
    });
    if (answer.rejection) throw new Error(answer.rejection.detail);
  }

  async applyDeadlines(trackingNumber: string): Promise<void> {
    await this.commands.applyDeadlines(trackingNumber);
  }

  /** What the relay would publish of a case, in order. */
  async newsOf(trackingNumber: string): Promise<CaseEventMessage[]> {
    const rows = await this.record.query<EventRow[]>(newsOfCase, [trackingNumber]);
    return rows.map(({ kind, department, officer, effectiveAt, recordedAt, data, ...row }) => ({
      ...row,
      id: eventId(row),
      actor: { kind, department, officer },
      effectiveAt: effectiveAt.toISOString(),
      recordedAt: recordedAt.toISOString(),
      data: JSON.parse(data) as Record<string, unknown>,
    }));
  }

  async publish(...news: CaseEventMessage[]): Promise<void> {
    await this.publishValues(
      news.map((message) => ({ key: message.trackingNumber, value: JSON.stringify(message) })),
    );
  }

  async publishValues(messages: { key: string; value: string | null }[]): Promise<void> {
    await this.producer.send({ topic: caseEventsTopic, messages });
  }

  /** Puts a message among the dead letters, as a consumer would. */
  async bury(message: { key: string; value: string; headers: Record<string, string> }): Promise<void> {
    await this.producer.send({ topic: caseEventsDeadLetterTopic, messages: [message] });
  }

  /** Publishes everything that happened to a case; answers the ids. */
  async publishCase(trackingNumber: string): Promise<string[]> {
    const news = await this.newsOf(trackingNumber);
    await this.publish(...news);
    return news.map(({ id }) => id);
  }

  inbox(trackingNumber: string): Promise<{ department: string; kind: string; eventId: string }[]> {
    return this.record.query(
      `select department, kind, event_id as "eventId" from inbox_entries where tracking_number = $1
       order by event_id, department`,
      [trackingNumber],
    );
  }

  letters(trackingNumber: string): Promise<LetterRow[]> {
    return this.record.query(
      `select event_id as "eventId", recipient, channel, template, language, state, attempts, message_id as "messageId",
         last_error as "lastError" from notifications where tracking_number = $1 order by event_id`,
      [trackingNumber],
    );
  }
}

export interface LetterRow {
  eventId: string;
  recipient: string;
  channel: string;
  template: string;
  language: string;
  state: string;
  attempts: number;
  messageId: string;
  lastError: string | null;
}

export const kafkaOf = (brokers = kafkaBrokers()): Kafka =>
  new Kafka({ clientId: 'tests', brokers: brokers.split(','), logLevel: logLevel.NOTHING });

/** Settings under which tests need not wait. */
export const impatient = {
  PORT: '0',
  DATABASE_POOL_SIZE: '6',
  MESSAGE_ATTEMPTS: '3',
  MESSAGE_RETRY_FIRST_MS: '20',
  OUTAGE_RETRY_LONGEST_MS: '500',
  MAIL_ATTEMPTS: '3',
  MAIL_RETRY_FIRST_MS: '50',
  MAIL_RETRY_LONGEST_MS: '200',
  MAIL_POLL_MS: '100',
  MAIL_LEASE_SECONDS: '30',
};

export interface RunningNotifications extends RunningService {
  logged(): string;
}

/** The service in this process, on a port of its own. */
export async function startNotifications(
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<RunningNotifications> {
  const environment = { DATABASE_URL: databaseUrl, KAFKA_BROKERS: kafkaBrokers(), ...impatient, ...settings };
  let lines = '';
  const log = createLog({
    service: 'notification-service',
    level: 'info',
    destination: { write: (line) => (lines += line) },
  });
  const service = notificationService(readConfiguration(notificationConfiguration, environment));
  return { ...(await startService(service, log)), logged: () => lines };
}

export interface DeadLetter {
  key: string | undefined;
  value: string | undefined;
  headers: Record<string, string>;
}

/** Everything on the dead-letter topic, as an operator would read it. */
export async function deadLettersOnKafka(
  brokers?: string,
): Promise<{ all: DeadLetter[]; stop(): Promise<void> }> {
  const all: DeadLetter[] = [];
  const consumer = kafkaOf(brokers).consumer({ groupId: `tests-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topic: caseEventsDeadLetterTopic, fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message: { key, value, headers = {} } }) => {
      all.push({ key: key?.toString(), value: value?.toString(), headers: inText(headers) });
      return Promise.resolve();
    },
  });
  return { all, stop: () => consumer.disconnect() };
}

const inText = (headers: IHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
