import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Pool } from 'pg';
import { answersOk, ChildEngine, postgresHome, runCommand, startPostgres } from '@casetrace/local';
import { bench } from '../configuration';

const folder = join(bench.state, 'volume');
const keysFile = join(folder, 'demo-keys.txt');
/** Of this bench alone: nothing here is anybody's. */
const accessCodeSecret = 'the secret of a bench, longer than thirty-two characters';

/** What the volume section runs: PostgreSQL and query-service, nothing else. */
export interface VolumeSystem {
  pool: Pool;
  databaseUrl: string;
  accessCodeSecret: string;
  /** Where PostgreSQL has its tables and indexes. */
  tableFolder: string;
  keys: Map<string, string>;
  /** Runs a program of the product to its end; answers what it printed. */
  run(program: string): Promise<string>;
  startQueryService(): Promise<void>;
  stop(): Promise<void>;
}

/** Shared memory of a server for a million cases; the rest as `npm start` sets it. Indexes are built without a log of each page. */
const settings = {
  maintenance_work_mem: '512MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '15min',
} as const;
const sharedBuffers = '1GB';

/** Starts PostgreSQL on a folder of its own, empty unless `keep`, with tables and the fictional city. */
export async function startVolumeSystem({ keep }: { keep: boolean }): Promise<VolumeSystem> {
  await assertNobodyListens(Number(bench.postgresPort));
  if (!keep) removeVolumeData();
  mkdirSync(folder, { recursive: true });
  const postgres = await startPostgres({
    ...{ folder: join(folder, 'postgres'), port: Number(bench.postgresPort), sharedBuffers, settings },
    logFile: join(folder, 'postgres.log'),
  });
  await postgres.ready();
  const databaseUrl = postgres.address;
  const env = { ...process.env, DATABASE_URL: databaseUrl, ACCESS_CODE_SECRET: accessCodeSecret };
  const run = (program: string): Promise<string> =>
    runCommand({
      ...{ purpose: program, command: process.execPath, args: [join(bench.root, program)] },
      ...{ env, cwd: bench.root, logFile: join(folder, 'programs.log') },
    });
  await run('libs/case-record/dist/cli/migrate.js');
  const printed = await run('libs/case-record/dist/cli/seed.js');
  if (printed.includes('ctk_')) writeFileSync(keysFile, printed, { mode: 0o600 });
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  let service: ChildEngine | undefined;
  return {
    ...{ pool, databaseUrl, accessCodeSecret, keys: readKeys(), run },
    tableFolder: join(dataFolder(), 'base'),
    startQueryService: async () => {
      service = queryService(env);
      await service.start();
      await service.ready();
    },
    stop: async () => {
      await pool.end();
      await service?.stop();
      await postgres.stop();
    },
  };
}

/** Another bench that runs would lose its data under its feet. @throws Error where the port is taken. */
async function assertNobodyListens(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const taken = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  if (taken) throw new Error(`Port ${port} is taken: another bench runs.`);
}

/** Of PostgreSQL. It may lie elsewhere when PostgreSQL's account may not enter this one. */
const dataFolder = (): string => join(postgresHome(join(folder, 'postgres')), 'data');

export function removeVolumeData(): void {
  rmSync(dataFolder(), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

function queryService(env: NodeJS.ProcessEnv): ChildEngine {
  return new ChildEngine({
    ...{ name: 'query-service', address: bench.query, command: process.execPath },
    args: [join(bench.root, 'apps/query-service/dist/main.js')],
    env: { ...env, HOST: '127.0.0.1', PORT: new URL(bench.query).port, LOG_LEVEL: 'warn' },
    ...{
      cwd: bench.root,
      logFile: join(folder, 'query-service.log'),
      pidFile: join(folder, 'query-service.json'),
    },
    probe: () => answersOk(`${bench.query}/health/ready`),
  });
}

function readKeys(): Map<string, string> {
  const lines = existsSync(keysFile) ? readFileSync(keysFile, 'utf8').split('\n') : [];
  return new Map(
    lines
      .map((line) => line.split('\t'))
      .flatMap(([code, , key]) => (code && key ? [[code, key] as const] : [])),
  );
}
