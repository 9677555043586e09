import { brokerList } from '@casetrace/kafka-client';
import { portSetting, recordSettings, serviceSettings, setting } from '@casetrace/service-kit';
import { z } from 'zod';

const whole = z.coerce.number<string>().int();

const temporalSettings = {
  TEMPORAL_ADDRESS: setting(
    z.string().default('127.0.0.1:7233'),
    'host and port of Temporal',
    'localhost:7233',
  ),
  TEMPORAL_NAMESPACE: setting(z.string().default('casetrace'), 'the namespace of the cases', 'casetrace'),
  TEMPORAL_CALL_MS: setting(
    whole.min(100).max(60_000).default(5_000),
    'how long one call to Temporal may take, in milliseconds',
    '5000',
  ),
};

const scheduleSettings = {
  BACKLOG_WATCH_SECONDS: setting(
    whole.min(1).max(600).default(20),
    'how often backlogs are looked for (M11), by a schedule of Temporal',
    '20',
  ),
};

/** What `setup` needs: it prepares Temporal and Kafka, and may be run again. */
export const setupConfiguration = z.object({
  ...temporalSettings,
  KAFKA_BROKERS: setting(
    brokerList.default(['127.0.0.1:9092']),
    'Kafka brokers, host:port with commas between',
    'localhost:9092',
  ),
  LOG_LEVEL: serviceSettings.LOG_LEVEL,
  SETUP_SECONDS: setting(whole.min(1).max(3600).default(120), 'how long engines are waited for', '120'),
  TEMPORAL_RETENTION_DAYS: setting(
    whole.min(1).max(3650).default(30),
    'how long finished workflows can be looked at; the record does not depend on it',
    '30',
  ),
  KAFKA_PARTITIONS: setting(
    whole.min(1).max(1000).default(6),
    'partitions of case-events.v1 when it is created',
    '6',
  ),
  KAFKA_REPLICATION: setting(
    whole.min(1).max(9).default(1),
    'copies of each partition when it is created',
    '3',
  ),
});
export type SetupConfiguration = z.output<typeof setupConfiguration>;

const recordOfWorker = {
  DATABASE_URL: recordSettings.DATABASE_URL,
  DATABASE_POOL_SIZE: recordSettings.DATABASE_POOL_SIZE,
  LOCK_TIMEOUT_MS: recordSettings.LOCK_TIMEOUT_MS,
  DEADLINE_JITTER_SECONDS: recordSettings.DEADLINE_JITTER_SECONDS,
};

/** What `rebuild` needs. */
export const rebuildConfiguration = z.object({
  ...temporalSettings,
  ...recordOfWorker,
  ...scheduleSettings,
  LOG_LEVEL: serviceSettings.LOG_LEVEL,
});
export type RebuildConfiguration = z.output<typeof rebuildConfiguration>;

/** What `rebuild-read-models` needs. */
export const rebuildReadModelsConfiguration = z.object({ DATABASE_URL: recordSettings.DATABASE_URL });

/** What `monthly-report` needs. */
export const monthlyReportConfiguration = z.object({ DATABASE_URL: recordSettings.DATABASE_URL });

/** The whole configuration of the worker process. */
export const workerConfiguration = z.object({
  ...serviceSettings,
  PORT: portSetting(7304),
  ...recordOfWorker,
  ...temporalSettings,
  RELAY_CONCURRENCY: setting(
    whole.min(1).max(500).default(32),
    'how many cases are told to Temporal at once',
    '32',
  ),
  RELAY_IMPORT_CONCURRENCY: setting(
    whole.min(1).max(500).default(4),
    'how many of them may be imported ones, so that an import delays nobody',
    '4',
  ),
  RELAY_POLL_MS: setting(
    whole.min(10).max(10_000).default(100),
    'how long the relay to Temporal waits after it found nothing, in milliseconds',
    '100',
  ),
  DESKS_BUSY_FROM: setting(
    whole.min(0).max(1_000_000).default(0),
    'entries a second from which on the desks need the machine: Temporal, search and figures wait up to ten seconds, what is due within a minute does not; 0: never',
    '50',
  ),
  RELAY_LEASE_SECONDS: setting(
    whole.min(5).max(600).default(30),
    'after how long another worker takes up a case that this one was telling to Temporal',
    '30',
  ),
  READ_MODELS_BATCH: setting(
    whole.min(1).max(5_000).default(200),
    'how many cases are written to search and figures in one transaction',
    '200',
  ),
  READ_MODELS_POLL_MS: setting(
    whole.min(10).max(60_000).default(250),
    'how long search and figures wait after nothing had changed, in milliseconds',
    '250',
  ),
  ...scheduleSettings,
  WATCH_SECONDS: setting(whole.min(1).max(600).default(20), 'how often overdue cases are looked for', '20'),
  OVERDUE_GRACE_SECONDS: setting(
    whole.min(1).max(3600).default(60),
    'how long after its time a deadline counts as missed by the engine',
    '60',
  ),
  MAX_CACHED_WORKFLOWS: setting(
    whole.min(0).max(100_000).default(2_000),
    'how many workflows stay in memory between their tasks',
    '2000',
  ),
  WORKFLOW_TASKS_AT_ONCE: setting(whole.min(2).max(1_000).default(40), 'workflow tasks at once', '40'),
  WORKER_GRACE_SECONDS: setting(
    whole.min(1).max(600).default(10),
    'how long running activities may take to finish when the worker is stopped',
    '10',
  ),
});
export type WorkerConfiguration = z.output<typeof workerConfiguration>;
