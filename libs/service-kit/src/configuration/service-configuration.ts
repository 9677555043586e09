import { z } from 'zod';
import { setting } from './setting';

const whole = z.coerce.number<string>().int();
const seconds = whole.min(1).max(3600);

/** Reads `loopback`, `true`, a hop count or a list of addresses, as Express understands them. */
const trustProxy = z.string().transform((text) => {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
});

/** Settings of every HTTP service: what `bootstrapService` needs. */
export const serviceSettings = {
  HOST: setting(z.string().default('127.0.0.1'), 'the address to listen on', '0.0.0.0'),
  LOG_LEVEL: setting(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'the least severe line that is logged',
    'info',
  ),
  TRUST_PROXY: setting(
    trustProxy.default(false),
    'which proxies in front may say who the client is: false, a hop count, or addresses',
    'loopback',
  ),
  BODY_LIMIT_BYTES: setting(
    whole
      .min(1024)
      .max(16 * 1024 * 1024)
      .default(256 * 1024),
    'the largest request body that is read',
    '262144',
  ),
  KEEP_ALIVE_SECONDS: setting(seconds.default(65), 'how long an idle connection is kept open', '65'),
  REQUEST_TIMEOUT_SECONDS: setting(seconds.default(30), 'how long a request may take to arrive', '30'),
  SHUTDOWN_SECONDS: setting(
    seconds.default(20),
    'how long running requests may take to finish when the service is stopped',
    '20',
  ),
  RETRY_AFTER_SECONDS: setting(
    seconds.default(2),
    'what a caller is told to wait when the record is unavailable or a case is busy',
    '2',
  ),
};

/** The port has no default of its own here: each service names one. */
export function portSetting(usual: number) {
  return setting(whole.min(0).max(65_535).default(usual), 'the port to listen on', String(usual));
}

/** Settings of a service that works on the record. */
export const recordSettings = {
  DATABASE_URL: setting(
    z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// URL' }),
    'the PostgreSQL database that holds the record',
    'postgres://casetrace:secret@localhost:5432/casetrace',
  ),
  DATABASE_POOL_SIZE: setting(
    whole.min(1).max(200).default(16),
    'how many connections to PostgreSQL this process may hold',
    '16',
  ),
  LOCK_TIMEOUT_MS: setting(
    whole.min(50).max(60_000).default(2_000),
    'how long a command waits for a busy case, in milliseconds',
    '2000',
  ),
  DEADLINE_JITTER_SECONDS: setting(
    whole.min(0).max(3600).default(300),
    'over how many seconds the deadlines of one moment are spread',
    '300',
  ),
  CALENDAR_WARNING_DAYS: setting(
    whole.min(1).max(366).default(60),
    'how many days before the end of the announced calendar /health/ready begins to warn',
    '60',
  ),
};

/** Settings of a service that lets people in. */
export const identitySettings = {
  ACCESS_CODE_SECRET: setting(
    z.string().min(32, 'must have at least 32 characters'),
    "the secret that filers' access codes are derived from; the same in every service, never changed",
    'a-long-random-text-of-32-characters-or-more',
  ),
  PRINCIPAL_CACHE_SECONDS: setting(
    seconds.default(30),
    'how long a checked API key is remembered: a revoked one works at most this long',
    '30',
  ),
  WRONG_CREDENTIALS_ALLOWED: setting(
    whole.min(1).max(1000).default(10),
    'how many wrong access codes or keys are taken per tracking number and per address within the window',
    '10',
  ),
  WRONG_CREDENTIALS_WINDOW_SECONDS: setting(
    seconds.default(900),
    'the window in which wrong access codes and keys are counted',
    '900',
  ),
};

/** Settings of a service that suggests duplicates before a case is registered (P10). */
export const duplicateSettings = {
  DUPLICATES_WITHIN_DAYS: setting(
    whole.min(1).max(3650).default(60),
    'how many days back cases are suggested as duplicates',
    '60',
  ),
};

type Read<T extends z.ZodRawShape> = z.output<z.ZodObject<T>>;

export type ServiceConfiguration = Read<typeof serviceSettings & { PORT: ReturnType<typeof portSetting> }>;
export type RecordConfiguration = Read<typeof recordSettings>;
export type IdentityConfiguration = Read<typeof identitySettings>;
