import { type KafkaOptions, startKafka } from '../engines/kafka';
import { startMailCatcher } from '../engines/mail-catcher';
import { startPostgres } from '../engines/postgres';
import { startTemporal } from '../engines/temporal';
import type { LocalConfiguration } from './configuration';
import { servicePrograms } from './programs';
import type { Progress } from './progress';
import type { Running } from './running';
import type { StateFolder } from './state-folder';

/** What a launch works with. */
export interface LaunchTools {
  readonly configuration: LocalConfiguration;
  readonly state: StateFolder;
  readonly progress: Progress;
  readonly running: Running;
  /** Aborted when the launch is to end early. */
  readonly signal: AbortSignal;
}

/** The ports that the embedded engines and the services need, by the variable that changes each. */
export function neededPorts(configuration: LocalConfiguration): Record<string, number> {
  const wanted = [
    ...servicePrograms.map(({ port }) => port),
    ...(configuration.DATABASE_URL ? [] : (['POSTGRES_PORT'] as const)),
    ...(configuration.TEMPORAL_ADDRESS ? [] : (['TEMPORAL_PORT', 'TEMPORAL_UI_PORT'] as const)),
    ...(configuration.KAFKA_BROKERS ? [] : (['KAFKA_PORT', 'KAFKA_CONTROLLER_PORT'] as const)),
    ...(configuration.SMTP_URL ? [] : (['SMTP_PORT', 'MAIL_WEB_PORT'] as const)),
  ];
  return Object.fromEntries(wanted.map((name) => [name, configuration[name]]));
}

/** Starts PostgreSQL unless one is given; answers its URL. */
export async function provideDatabase(tools: LaunchTools): Promise<string> {
  const { configuration, state, progress, running } = tools;
  if (configuration.DATABASE_URL) return configuration.DATABASE_URL;
  return progress.step('PostgreSQL', async () => {
    const engine = await startPostgres({
      ...common(tools, 'postgres'),
      port: configuration.POSTGRES_PORT,
      maxConnections: configuration.POSTGRES_MAX_CONNECTIONS,
      sharedBuffers: configuration.POSTGRES_SHARED_BUFFERS,
      folder: state.engine('postgres'),
    });
    return (await running.add('PostgreSQL', engine)).address;
  });
}

/** Starts Temporal unless one is given; answers its address. */
export async function provideTemporal(tools: LaunchTools): Promise<string> {
  const { configuration, progress, running } = tools;
  if (configuration.TEMPORAL_ADDRESS) return configuration.TEMPORAL_ADDRESS;
  return progress.step('Temporal', async () => {
    const engine = await startTemporal({
      ...downloaded(tools, 'temporal'),
      niceness: configuration.TEMPORAL_NICENESS,
      port: configuration.TEMPORAL_PORT,
      uiPort: configuration.TEMPORAL_UI_PORT,
      namespace: configuration.TEMPORAL_NAMESPACE,
      retentionDays: configuration.TEMPORAL_RETENTION_DAYS,
      ...(configuration.TEMPORAL_CLI && { cli: configuration.TEMPORAL_CLI }),
      ...(configuration.inherited['PATH'] && { searchPath: configuration.inherited['PATH'] }),
    });
    return (await running.add('Temporal', engine)).address;
  });
}

/** Starts Kafka unless one is given; answers its brokers. */
export async function provideKafka(tools: LaunchTools): Promise<string> {
  const { configuration, progress, running } = tools;
  if (configuration.KAFKA_BROKERS) return configuration.KAFKA_BROKERS;
  return progress.step('Kafka', async () => {
    const options: KafkaOptions = {
      ...downloaded(tools, 'kafka'),
      niceness: configuration.KAFKA_NICENESS,
      port: configuration.KAFKA_PORT,
      controllerPort: configuration.KAFKA_CONTROLLER_PORT,
      heapMb: configuration.KAFKA_HEAP_MB,
      ...(configuration.JAVA_HOME && { javaHome: configuration.JAVA_HOME }),
    };
    return (await running.add('Kafka', await startKafka(options))).address;
  });
}

/** Starts the mail catcher unless a mail server is given; answers the URL of SMTP. */
export async function provideMail(tools: LaunchTools): Promise<string> {
  const { configuration, progress, running } = tools;
  if (configuration.SMTP_URL) return configuration.SMTP_URL;
  return progress.step('mail catcher', async () => {
    const engine = await startMailCatcher({
      ...common(tools, 'mail'),
      port: configuration.SMTP_PORT,
      webPort: configuration.MAIL_WEB_PORT,
    });
    return (await running.add('mail', engine)).address;
  });
}

function common(
  { configuration, state, signal }: LaunchTools,
  name: 'postgres' | 'temporal' | 'kafka' | 'mail',
) {
  return {
    folder: state.engine(name),
    logFile: state.log(name),
    readyTimeoutMs: configuration.ENGINE_READY_TIMEOUT_MS,
    stopGraceMs: configuration.STOP_GRACE_MS,
    signal,
  };
}

function downloaded(tools: LaunchTools, name: 'temporal' | 'kafka') {
  return {
    ...common(tools, name),
    downloads: tools.state.downloads,
    downloadTimeoutMs: tools.configuration.DOWNLOAD_TIMEOUT_MS,
  };
}
