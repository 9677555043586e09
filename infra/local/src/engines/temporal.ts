import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ChildEngine } from '../process/child-engine';
import type { Engine } from '../process/engine';
import { runCommand } from '../process/run-command';
import type { DownloadedEngineOptions } from './engine-options';
import { temporalProgram } from './temporal-program';

export interface TemporalOptions extends DownloadedEngineOptions {
  /** The port of the web page. */
  readonly uiPort: number;
  /** Default `casetrace`. */
  readonly namespace?: string;
  /** How long closed workflows stay; days, default 30. */
  readonly retentionDays?: number;
  /** The Temporal CLI to use instead of the fetched one. */
  readonly cli?: string;
  /** The search path to look for `temporal` on; without it, none is looked for. */
  readonly searchPath?: string;
  /** Further dynamic configuration, e.g. `{ 'matching.numTaskqueueReadPartitions': '2' }`. */
  readonly dynamicConfig?: Readonly<Record<string, string>>;
}

/** A Temporal server; `address` is `host:port` of its gRPC service. */
export interface TemporalEngine extends Engine {
  readonly uiAddress: string;
  readonly namespace: string;
  /** The file that holds everything it knows. */
  readonly databaseFile: string;
  /** The CLI that it was started with. */
  readonly program: string;
}

/**
 * A task queue of one small machine needs no partitions: with one, no task waits for being forwarded to the partition
 * that has a poller.
 */
const singleMachine: Readonly<Record<string, string>> = {
  'matching.numTaskqueueReadPartitions': '1',
  'matching.numTaskqueueWritePartitions': '1',
};

/** Starts Temporal's development server with a persistent file and its web page, on 127.0.0.1 only. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalEngine> {
  const { folder, port, uiPort, namespace = 'casetrace' } = options;
  mkdirSync(folder, { recursive: true });
  const logFile = options.logFile ?? join(folder, 'engine.log');
  const program = await temporalProgram({
    downloads: options.downloads,
    logFile,
    ...(options.cli !== undefined && { cli: options.cli }),
    ...(options.searchPath !== undefined && { searchPath: options.searchPath }),
    ...(options.signal && { signal: options.signal }),
    ...(options.downloadTimeoutMs !== undefined && { timeoutMs: options.downloadTimeoutMs }),
  });
  const databaseFile = join(folder, 'temporal.db');
  const address = `127.0.0.1:${port}`;
  const uiAddress = `http://127.0.0.1:${uiPort}`;
  const engine = new ChildEngine({
    name: 'Temporal',
    address,
    command: program,
    args: serverArguments(options, namespace, databaseFile),
    cwd: folder,
    ...(options.niceness !== undefined && { niceness: options.niceness }),
    logFile,
    pidFile: join(folder, 'process.json'),
    ...(options.stopGraceMs !== undefined && { stopGraceMs: options.stopGraceMs }),
    ...(options.readyTimeoutMs !== undefined && { readyTimeoutMs: options.readyTimeoutMs }),
    probe: () =>
      ensureRetention(uiAddress, namespace, options.retentionDays ?? 30, { program, address, logFile }),
  });
  await engine.start();
  return Object.assign(engine, { uiAddress, namespace, databaseFile, program });
}

function serverArguments(options: TemporalOptions, namespace: string, databaseFile: string): string[] {
  const dynamicConfig = { ...singleMachine, ...options.dynamicConfig };
  return [
    'server',
    'start-dev',
    ...['--ip', '127.0.0.1', '--port', String(options.port)],
    ...['--ui-ip', '127.0.0.1', '--ui-port', String(options.uiPort), '--ui-disable-news-fetch'],
    ...['--db-filename', databaseFile],
    ...['--sqlite-pragma', 'synchronous=1', '--sqlite-pragma', 'journal_mode=wal'],
    ...['--namespace', namespace],
    ...['--log-level', 'warn', '--color', 'never'],
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
  ];
}

interface Cli {
  readonly program: string;
  readonly address: string;
  readonly logFile: string;
}

/** Resolves as soon as the server answers for the namespace; what it keeps too briefly, it is told to keep longer. */
async function ensureRetention(uiAddress: string, namespace: string, days: number, cli: Cli): Promise<void> {
  const answer = await fetch(`${uiAddress}/api/v1/namespaces/${namespace}`, {
    signal: AbortSignal.timeout(4_000),
  });
  if (!answer.ok) throw new Error(`namespace ${namespace}: ${answer.status}`);
  const description = (await answer.json()) as { config?: { workflowExecutionRetentionTtl?: string } };
  const wanted = `${days * 24 * 3600}s`;
  if (description.config?.workflowExecutionRetentionTtl === wanted) return;
  await runCommand({
    command: cli.program,
    args: [
      'operator',
      'namespace',
      'update',
      '--address',
      cli.address,
      '--namespace',
      namespace,
      '--retention',
      `${days}d`,
    ],
    logFile: cli.logFile,
    timeoutMs: 20_000,
  });
}
