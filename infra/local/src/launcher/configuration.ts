import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { repositoryFolder } from '../engines/repository-folder';
import { backgroundNiceness, type Niceness } from '../process/niceness';

/** Annotates the setting of one environment variable: what it means, for `--help` and for complaints. */
function setting<T extends z.ZodType>(schema: T, description: string): T {
  return schema.describe(description);
}

const port = (usual: number, description: string) =>
  setting(z.coerce.number<string>('is not a number').int().min(1).max(65_535).default(usual), description);
const milliseconds = (usual: number, description: string) =>
  setting(
    z.coerce.number<string>('is not a number').int().min(10).max(3_600_000).default(usual),
    `${description}, ms`,
  );
const count = (usual: number, least: number, most: number, description: string) =>
  setting(z.coerce.number<string>('is not a number').int().min(least).max(most).default(usual), description);
const niceness = (usual: Niceness, description: string) =>
  setting(
    z
      .union(
        [z.literal('idle'), z.coerce.number<string>().int().min(0).max(19)],
        'is neither 0 to 19 nor idle',
      )
      .default(usual),
    `${description}: 0 to 19, or idle: only while nobody else wants the processor`,
  );
const hostAndPort = z.string().regex(/^[^\s:/]+:\d+$/, 'is not host:port');
const hostsAndPorts = z
  .string()
  .regex(/^[^\s:/,]+:\d+(,[^\s:/,]+:\d+)*$/, 'is not host:port or a list of them');

const settings = z.object({
  CASETRACE_STATE: setting(z.string().default('.casetrace'), 'folder of all data, downloads and logs'),
  CASETRACE_PROGRAMS: setting(z.string().default('.'), 'folder that holds the built apps and libs'),

  INTAKE_PORT: port(7301, 'port of intake-service'),
  QUERY_PORT: port(7302, 'port of query-service'),
  NOTIFICATION_PORT: port(7303, 'port of notification-service'),
  WORKER_PORT: port(7304, "port of the worker's health"),
  PUBLISHER_PORT: port(7305, "port of the event publisher's health"),
  POSTGRES_PORT: port(7311, 'port of the embedded PostgreSQL'),
  TEMPORAL_PORT: port(7312, 'port of the embedded Temporal'),
  TEMPORAL_UI_PORT: port(7313, "port of the embedded Temporal's web page"),
  KAFKA_PORT: port(7314, 'port of the embedded Kafka'),
  KAFKA_CONTROLLER_PORT: port(7315, "port of the embedded Kafka's controller"),
  SMTP_PORT: port(7316, 'port of the embedded mail catcher'),
  MAIL_WEB_PORT: port(7317, "port of the mail catcher's web page"),

  DATABASE_URL: setting(
    z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// URL' }).optional(),
    'a PostgreSQL of yours instead of the embedded one',
  ),
  TEMPORAL_ADDRESS: setting(hostAndPort.optional(), 'a Temporal server of yours instead of the embedded one'),
  TEMPORAL_NAMESPACE: setting(
    z
      .string()
      .regex(/^[\w.-]+$/, 'is not a name')
      .default('casetrace'),
    'namespace in Temporal',
  ),
  TEMPORAL_CLI: setting(z.string().optional(), 'a Temporal CLI of yours to run the embedded Temporal with'),
  KAFKA_BROKERS: setting(hostsAndPorts.optional(), 'a Kafka of yours instead of the embedded one'),
  SMTP_URL: setting(
    z.url({ protocol: /^smtps?$/, error: 'is not an smtp:// URL' }).optional(),
    'a mail server of yours instead of the mail catcher',
  ),
  PUBLIC_BASE_URL: setting(
    z.url({ protocol: /^https?$/, error: 'is not an http:// URL' }).optional(),
    'where filers follow their cases, as letters name it; default: intake-service here',
  ),
  JAVA_HOME: setting(z.string().optional(), 'the Java that runs the embedded Kafka'),

  POSTGRES_MAX_CONNECTIONS: count(200, 20, 10_000, 'connections that the embedded PostgreSQL takes'),
  POSTGRES_SHARED_BUFFERS: setting(
    z
      .string()
      .regex(/^\d+(kB|MB|GB)$/, 'is not a size such as 256MB')
      .default('256MB'),
    'memory that the embedded PostgreSQL shares',
  ),
  KAFKA_HEAP_MB: count(512, 128, 65_536, 'largest heap of the embedded Kafka, MB'),
  TEMPORAL_RETENTION_DAYS: count(30, 1, 3_650, 'how long the embedded Temporal keeps closed workflows, days'),
  BACKGROUND_NICENESS: niceness(
    backgroundNiceness.services,
    'how far the worker and notification-service step back behind the desks',
  ),
  KAFKA_NICENESS: niceness(
    backgroundNiceness.kafka,
    'how far the embedded Kafka steps back behind the desks',
  ),
  TEMPORAL_NICENESS: niceness(
    backgroundNiceness.temporal,
    'how far the embedded Temporal steps back behind the desks and whoever calls it',
  ),
  DESKS_BUSY_FROM: count(
    50,
    0,
    1_000_000,
    'entries a second from which on the desks come first: Temporal, search and figures wait up to ten seconds; 0: never',
  ),

  DOWNLOAD_TIMEOUT_MS: milliseconds(600_000, 'longest download of Temporal or Kafka'),
  ENGINE_READY_TIMEOUT_MS: milliseconds(90_000, 'longest start of an engine'),
  SERVICE_READY_TIMEOUT_MS: milliseconds(90_000, 'longest start of a service'),
  STEP_TIMEOUT_MS: milliseconds(300_000, 'longest migration, seed or set-up'),
  STOP_GRACE_MS: milliseconds(25_000, 'how long a process may take to end before it is killed'),
  RESTART_FIRST_MS: milliseconds(500, 'wait before a dead process is started again; doubled each time'),
  RESTART_LONGEST_MS: milliseconds(30_000, 'longest such wait'),
  RESTART_RESET_MS: milliseconds(60_000, 'life after which earlier ends are forgiven'),
});

type Environment = NodeJS.ProcessEnv;

/** What `npm start` runs with; names are those of the environment variables. */
export interface LocalConfiguration extends z.output<typeof settings> {
  /** What the children get besides their own settings. */
  readonly inherited: Environment;
}

/** Every wrong variable at once. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(['The configuration cannot be used:', ...problems.map((problem) => `  ${problem}`)].join('\n'));
  }
}

/** Reads the configuration; empty variables count as absent. @throws ConfigurationError naming every problem. */
export function readLocalConfiguration(environment: Environment = process.env): LocalConfiguration {
  const names = Object.keys(settings.shape) as (keyof typeof settings.shape)[];
  const given = Object.fromEntries(
    names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const result = settings.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => {
      const name = String(issue.path[0]) as keyof typeof settings.shape;
      return `${name}: ${issue.message} (${settings.shape[name].description ?? ''})`;
    });
    throw new ConfigurationError([...problems, ...sharedPorts(partialPorts(given))]);
  }
  const shared = sharedPorts(partialPorts(result.data));
  if (shared.length > 0) throw new ConfigurationError(shared);
  const { data } = result;
  return {
    ...data,
    CASETRACE_STATE: fromRepository(data.CASETRACE_STATE),
    CASETRACE_PROGRAMS: fromRepository(data.CASETRACE_PROGRAMS),
    inherited: environment,
  };
}

function fromRepository(path: string): string {
  return isAbsolute(path) ? path : join(repositoryFolder(), path);
}

function partialPorts(values: Record<string, unknown>): [string, string][] {
  return Object.entries(values)
    .filter(([name, value]) => name.endsWith('_PORT') && value !== undefined)
    .map(([name, value]) => [name, String(value)]);
}

function sharedPorts(ports: [string, string][]): string[] {
  return ports.flatMap(([name, value], index) =>
    ports
      .slice(0, index)
      .flatMap(([other, otherValue]) =>
        value === otherValue ? [`${name}: the same port as ${other} (${value})`] : [],
      ),
  );
}

/** Every setting with its default and meaning, one a line. */
export function describeSettings(): string {
  return Object.entries(settings.shape)
    .map(([name, schema]) => {
      const usual = schema.safeParse(undefined).data;
      return `  ${name.padEnd(26)}${String(usual ?? '-').padEnd(12)}${schema.description ?? ''}`;
    })
    .join('\n');
}
