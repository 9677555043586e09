import { brokerList } from '@casetrace/kafka-client';
import {
  identitySettings,
  portSetting,
  recordSettings,
  serviceSettings,
  setting,
} from '@casetrace/service-kit';
import { z } from 'zod';

const whole = z.coerce.number<string>().int();
const { PRINCIPAL_CACHE_SECONDS, WRONG_CREDENTIALS_ALLOWED, WRONG_CREDENTIALS_WINDOW_SECONDS } =
  identitySettings;

const consuming = {
  KAFKA_BROKERS: setting(brokerList, 'the Kafka that case events are read from', 'localhost:9092'),
  KAFKA_GROUP: setting(
    z.string().min(1).max(200).default('notification-service'),
    'the consumer group: the same for all copies of the service',
    'notification-service',
  ),
  KAFKA_TOPIC_PARTITIONS: setting(
    whole.min(1).max(1000).default(6),
    'partitions of a topic that is missing and has to be created',
    '6',
  ),
  KAFKA_PARTITIONS_AT_A_TIME: setting(
    whole.min(1).max(64).default(3),
    'how many partitions one process works off at the same time',
    '3',
  ),
  MESSAGE_ATTEMPTS: setting(
    whole.min(1).max(100).default(5),
    'how often a message may fail by its own fault before it goes to the dead letters',
    '5',
  ),
  MESSAGE_RETRY_FIRST_MS: setting(
    whole.min(1).max(60_000).default(200),
    'the first wait after a failed message; it doubles',
    '200',
  ),
  OUTAGE_RETRY_LONGEST_MS: setting(
    whole.min(10).max(300_000).default(10_000),
    'the longest wait between tries while PostgreSQL or Kafka is out',
    '10000',
  ),
};

const delivering = {
  SMTP_URL: setting(
    z.url({ protocol: /^smtps?$/, error: 'is not an smtp:// URL' }).optional(),
    'the mail server; without it letters wait, and /health/ready says so',
    'smtp://user:secret@mail.example.org:587',
  ),
  MAIL_FROM: setting(
    z
      .string()
      .max(254)
      .regex(/^([^<>\r\n]+ )?<?[^\s<>@]+@[^\s<>@]+>?$/, 'is not a mail address')
      .default('Casetrace <no-reply@casetrace.example>'),
    'the sender of letters; its domain is part of every Message-ID',
    'Service Hall <no-reply@service.example.org>',
  ),
  PUBLIC_BASE_URL: setting(
    z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:7301'),
    'where filers follow their cases, as letters name it',
    'https://cases.example.org',
  ),
  MAIL_AT_A_TIME: setting(
    whole.min(1).max(100).default(4),
    'how many letters one process sends at the same time',
    '4',
  ),
  MAIL_TIMEOUT_MS: setting(
    whole.min(100).max(60_000).default(15_000),
    'how long the mail server may be silent, in milliseconds',
    '15000',
  ),
  MAIL_LEASE_SECONDS: setting(
    whole.min(1).max(3600).default(180),
    'after how long another copy may send a letter that one has begun to send; longer than sending can take',
    '180',
  ),
  MAIL_ATTEMPTS: setting(
    whole.min(1).max(100).default(20),
    'how often a letter is tried before it is given up; with the waits it spans about three days',
    '20',
  ),
  MAIL_RETRY_FIRST_MS: setting(
    whole.min(1).max(3_600_000).default(30_000),
    'the first wait after a letter that could not be sent; it doubles',
    '30000',
  ),
  MAIL_RETRY_LONGEST_MS: setting(
    whole.min(1).max(86_400_000).default(21_600_000),
    'the longest wait between tries of a letter',
    '21600000',
  ),
  MAIL_POLL_MS: setting(
    whole.min(10).max(60_000).default(1_000),
    'how often the queue of letters is looked at when this process wrote none itself',
    '1000',
  ),
};

/** Everything that notification-service takes from its environment. */
export const notificationConfiguration = z.object({
  ...serviceSettings,
  ...recordSettings,
  PRINCIPAL_CACHE_SECONDS,
  WRONG_CREDENTIALS_ALLOWED,
  WRONG_CREDENTIALS_WINDOW_SECONDS,
  ...consuming,
  ...delivering,
  PORT: portSetting(7303),
});
export type NotificationConfiguration = z.output<typeof notificationConfiguration>;

/** The domain of a sender such as `Desk <no-reply@example.org>`. */
export function domainOf(mailFrom: string): string {
  return mailFrom.slice(mailFrom.lastIndexOf('@') + 1).replace(/>$/, '');
}
