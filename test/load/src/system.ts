import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'pg';
import { bench } from './configuration';

/** The whole product, started as `npm start` starts it, on ports and data of its own. */
export interface BenchSystem {
  pool: Pool;
  databaseUrl: string;
  keys: Map<string, string>;
  stop(): Promise<void>;
}

export async function startSystem(): Promise<BenchSystem> {
  reuseDownloads();
  const launcher = spawn(process.execPath, [bench.launcher, '--fresh'], {
    cwd: bench.root,
    env: bench.environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Whatever ends this process, the system that it started ends with it.
  process.once('exit', () => launcher.kill('SIGTERM'));
  const ended = new Promise<void>((resolve) => launcher.once('exit', () => resolve()));
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: launcher.stdout }).on('line', (line) => {
      said.push(line);
      if (line.startsWith('ready')) resolve();
    });
    void ended.then(() => reject(new Error(`The system did not start:\n${said.slice(-15).join('\n')}`)));
  });
  const databaseUrl = databaseOf();
  const pool = new Pool({ connectionString: databaseUrl, max: 40 });
  return {
    pool,
    databaseUrl,
    keys: readKeys(),
    stop: async () => {
      await pool.end();
      launcher.kill('SIGTERM');
      await ended;
    },
  };
}

/** Waits until the relays have nothing left to carry. */
export async function quiet(pool: Pool, withinMs = 300_000): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    const { rows } = await pool.query<{ left: string }>(
      `SELECT (SELECT count(*) FROM workflow_sync WHERE delivered_version < wanted_version)
            + (SELECT count(*) FROM outbox) AS left`,
    );
    if (Number(rows[0]?.left) === 0) return;
    if (Date.now() > end)
      throw new Error(`The relays still hold ${rows[0]?.left ?? '?'} after ${withinMs / 1000} s`);
    await delay(200);
  }
}

/** Waits until the relays are quiet and the processors at rest: the engine still works on what it was told. */
export async function atRest(pool: Pool, withinMs = 120_000): Promise<void> {
  await quiet(pool);
  const end = Date.now() + withinMs;
  for (let busy = 1; busy > mostBusy;) {
    const before = processorTime();
    await delay(1_000);
    const after = processorTime();
    busy = 1 - (after.idle - before.idle) / (after.all - before.all);
    if (Date.now() > end) return console.log(`  (the processors are still ${Math.round(busy * 100)} % busy)`);
  }
}

/** The system with nothing to do takes some hundredths. */
const mostBusy = 0.15;

function processorTime(): { idle: number; all: number } {
  const times = cpus().map((each) => each.times);
  const sum = (values: number[]): number => values.reduce((one, other) => one + other, 0);
  return {
    idle: sum(times.map(({ idle }) => idle)),
    all: sum(times.flatMap((each) => Object.values(each))),
  };
}

function databaseOf(): string {
  const password = readFileSync(join(bench.state, 'postgres', 'password'), 'utf8').trim();
  return `postgres://casetrace:${password}@127.0.0.1:${bench.postgresPort}/casetrace`;
}

function readKeys(): Map<string, string> {
  const lines = readFileSync(join(bench.state, 'demo-keys.txt'), 'utf8').split('\n');
  return new Map(
    lines
      .map((line) => line.split('\t'))
      .flatMap(([code, , key]) => (code && key ? [[code, key] as const] : [])),
  );
}

/** What `npm start` has downloaded need not be downloaded again. */
function reuseDownloads(): void {
  const downloads = join(bench.root, '.casetrace', 'downloads');
  const own = join(bench.state, 'downloads');
  if (existsSync(own) || !existsSync(downloads)) return;
  mkdirSync(bench.state, { recursive: true });
  cpSync(downloads, own, { recursive: true });
}
