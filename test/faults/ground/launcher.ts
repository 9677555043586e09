import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePorts } from '../../harness/free-ports';

const root = join(__dirname, '..', '..', '..');
const portNames = [
  'INTAKE_PORT',
  'QUERY_PORT',
  'NOTIFICATION_PORT',
  'WORKER_PORT',
  'PUBLISHER_PORT',
  'POSTGRES_PORT',
  'TEMPORAL_PORT',
  'TEMPORAL_UI_PORT',
  'KAFKA_PORT',
  'KAFKA_CONTROLLER_PORT',
  'SMTP_PORT',
  'MAIL_WEB_PORT',
] as const;
export type Ports = Record<(typeof portNames)[number], string>;

/** One `npm start` without its build: the launcher as a newcomer runs it, on a state folder and ports of its own. */
export class Launcher {
  readonly said: string[] = [];
  private readonly process: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(
    readonly state: string,
    readonly ports: Ports,
  ) {
    const { env, main } = { env: environmentOf(state, ports), main: join(root, 'infra/local/dist/main.js') };
    this.process = spawn(process.execPath, [main], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr])
      if (stream) createInterface({ input: stream }).on('line', (line) => this.said.push(line));
    this.ended = once(this.process, 'close').then(([code]) => code as number | null);
  }

  get text(): string {
    return this.said.join('\n');
  }

  /** Resolves when a line begins so. @throws Error with all that was said when the launcher ends first. */
  async says(beginning: RegExp, withinMs = 300_000): Promise<void> {
    const end = Date.now() + withinMs;
    const over = this.ended.then(() => true);
    while (!this.said.some((line) => beginning.test(line))) {
      const gone = await Promise.race([over, new Promise<false>((go) => setTimeout(go, 200, false))]);
      if (gone || Date.now() > end) throw new Error(`It never said ${beginning}:\n${this.text}`);
    }
  }

  /** The exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.process.kill(signal);
    return this.ended;
  }

  exit(): Promise<number | null> {
    return this.ended;
  }

  /** Runs a command as somebody at a terminal beside it would. */
  async run(command: string, args: string[]): Promise<{ code: number | null; output: string }> {
    const child = spawn(command, args, {
      cwd: root,
      env: environmentOf(this.state, this.ports),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (some) => (output += String(some)));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output };
  }

  /** Every process that it has noted, by name. */
  pids(): Map<string, number> {
    const services = join(this.state, 'run');
    const files = [
      ...(existsSync(services) ? readdirSync(services).map((name) => join('run', name)) : []),
      ...['postgres', 'temporal', 'kafka', 'mail'].map((engine) => join(engine, 'process.json')),
    ].filter((file) => existsSync(join(this.state, file)));
    return new Map(
      files.map((file) => [
        file,
        (JSON.parse(readFileSync(join(this.state, file), 'utf8')) as { pid: number }).pid,
      ]),
    );
  }
}

/** A free one for each name. */
export async function freshPorts(): Promise<Ports> {
  const ports = await freePorts(portNames.length);
  return Object.fromEntries(portNames.map((name, index) => [name, String(ports[index])])) as Ports;
}

function environmentOf(state: string, ports: Ports): NodeJS.ProcessEnv {
  return { ...process.env, ...ports, CASETRACE_STATE: state };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
