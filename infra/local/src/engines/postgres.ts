import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { ChildEngine } from '../process/child-engine';
import type { Engine } from '../process/engine';
import { runCommand } from '../process/run-command';
import type { EngineOptions } from './engine-options';
import { postgresBinaries } from './postgres-binaries';
import {
  type Account,
  enterableFolder,
  enterablePrograms,
  unprivilegedAccount,
} from './unprivileged-account';

export interface PostgresOptions extends EngineOptions {
  /** Created when it does not exist; default `casetrace`. */
  readonly database?: string;
  readonly maxConnections?: number;
  /** As PostgreSQL writes it, e.g. `256MB`. */
  readonly sharedBuffers?: string;
  /** Further settings, e.g. `{ log_min_duration_statement: '100' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A PostgreSQL server; `address` is the URL of its database, with the password of its superuser. */
export interface PostgresEngine extends Engine {
  /** Where its data lies: inside `folder`, except when root's own folders are closed to PostgreSQL's account. */
  readonly dataFolder: string;
}

/** Longest path that a socket's name leaves room for on every system. */
const longestSocketFolder = 80;
const emptyEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };

/** Starts the PostgreSQL that npm brought, on 127.0.0.1 only, with every commit flushed to disk. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresEngine> {
  const { folder, port, database = 'casetrace' } = options;
  mkdirSync(folder, { recursive: true });
  const logFile = options.logFile ?? join(folder, 'engine.log');
  const account = unprivilegedAccount();
  const programs = enterablePrograms(account, postgresBinaries());
  const home = postgresHome(folder);
  const password = keptPassword(join(folder, 'password'));
  const dataFolder = join(home, 'data');
  if (account) chownSync(home, account.uid, account.gid);
  await createCluster({ programs, home, dataFolder, password, account, logFile, signal: options.signal });

  const server = `postgres://casetrace:${password}@127.0.0.1:${port}`;
  const engine = new ChildEngine({
    name: 'PostgreSQL',
    address: `${server}/${database}`,
    command: join(programs, 'bin', 'postgres'),
    args: ['-D', dataFolder, ...settingsOf(options, home)],
    env: emptyEnvironment,
    cwd: home,
    ...(account && { account }),
    ...(options.niceness !== undefined && { niceness: options.niceness }),
    logFile,
    pidFile: join(folder, 'process.json'),
    stopSignal: 'SIGINT',
    startAttempts: 20,
    ...(options.stopGraceMs !== undefined && { stopGraceMs: options.stopGraceMs }),
    ...(options.readyTimeoutMs !== undefined && { readyTimeoutMs: options.readyTimeoutMs }),
    probe: () => ensureDatabase(server, database),
  });
  await engine.start();
  return Object.assign(engine, { dataFolder });
}

/** Where a server of this folder keeps its data and socket: the folder itself, unless PostgreSQL's account may not enter it. */
export function postgresHome(folder: string): string {
  return enterableFolder(unprivilegedAccount(), folder);
}

function settingsOf(options: PostgresOptions, home: string): string[] {
  const settings: Record<string, string> = {
    port: String(options.port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: home.length > longestSocketFolder ? '' : home,
    max_connections: String(options.maxConnections ?? 200),
    shared_buffers: options.sharedBuffers ?? '256MB',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    max_wal_size: '4GB',
    wal_compression: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    ...options.settings,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Reads the superuser's password, or makes one up and keeps it readable by its owner only. */
function keptPassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

interface Cluster {
  readonly programs: string;
  readonly home: string;
  readonly dataFolder: string;
  readonly password: string;
  readonly account: Account | undefined;
  readonly logFile: string;
  readonly signal: AbortSignal | undefined;
}

async function createCluster(cluster: Cluster): Promise<void> {
  const { programs, home, dataFolder, account } = cluster;
  if (existsSync(join(dataFolder, 'PG_VERSION'))) return;
  const fresh = `${dataFolder}.fresh`;
  const passwordFile = join(home, 'initial-password');
  rmSync(fresh, { recursive: true, force: true });
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    await runCommand({
      purpose: "creating PostgreSQL's data folder",
      command: join(programs, 'bin', 'initdb'),
      args: [
        `--pgdata=${fresh}`,
        '--username=casetrace',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      env: emptyEnvironment,
      cwd: home,
      ...(account && { account }),
      logFile: cluster.logFile,
      ...(cluster.signal && { signal: cluster.signal }),
    });
    renameSync(fresh, dataFolder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Resolves as soon as the server takes connections and the database exists. */
async function ensureDatabase(server: string, database: string): Promise<void> {
  const client = new Client({ connectionString: `${server}/postgres`, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
