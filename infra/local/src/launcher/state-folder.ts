import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postgresHome } from '../engines/postgres';
import { endOrphan, recordedProcess, recordProcess } from '../process/pid-file';

const engineFolders = ['postgres', 'temporal', 'kafka', 'mail'] as const;
const secrets = ['secrets', 'demo-keys.txt'] as const;
type EngineFolder = (typeof engineFolders)[number];

/** The one folder that holds what `npm start` keeps: data, downloads, logs, secrets, and notes of its processes. */
export class StateFolder {
  constructor(readonly path: string) {
    mkdirSync(path, { recursive: true });
  }

  get downloads(): string {
    return join(this.path, 'downloads');
  }
  get logs(): string {
    return join(this.path, 'logs');
  }
  get demoKeysFile(): string {
    return join(this.path, 'demo-keys.txt');
  }
  engine(name: EngineFolder): string {
    return join(this.path, name);
  }
  log(name: string): string {
    return join(this.logs, `${name}.log`);
  }
  pidFile(name: string): string {
    return join(this.path, 'run', `${name}.json`);
  }

  /** Takes the folder for this process. @throws Error while another launcher lives in it. */
  lock(): void {
    const lockFile = join(this.path, 'launcher.json');
    const mine = `${lockFile}.${process.pid}`;
    recordProcess(mine, process.pid);
    try {
      while (!linked(mine, lockFile)) {
        const owner = recordedProcess(lockFile);
        if (owner !== undefined) {
          throw new Error(
            `Casetrace already runs on ${this.path} (process ${owner}). Stop it by Ctrl-C in its terminal or "kill ${owner}", or start a second one with another CASETRACE_STATE and other ports.`,
          );
        }
        rmSync(lockFile, { force: true });
      }
    } finally {
      rmSync(mine, { force: true });
    }
  }

  unlock(): void {
    rmSync(join(this.path, 'launcher.json'), { force: true });
  }

  /** Ends what a killed launcher left running; answers how many processes that were. */
  async endOrphans(graceMs: number): Promise<number> {
    const run = join(this.path, 'run');
    const services = existsSync(run) ? readdirSync(run).map((name) => join(run, name)) : [];
    const engines = engineFolders.map((name) => join(this.engine(name), 'process.json'));
    const endAll = (files: string[]): Promise<boolean[]> =>
      Promise.all(
        files.map((file) => endOrphan(file, file.includes('postgres') ? 'SIGINT' : 'SIGTERM', graceMs)),
      );
    const ended = [...(await endAll(services)), ...(await endAll(engines))];
    return ended.filter(Boolean).length;
  }

  /** Removes all data, logs and secrets; downloads stay. The secrets of a record that lies elsewhere stay with it. */
  removeData({ keepSecrets }: { readonly keepSecrets: boolean }): void {
    rmSync(join(postgresHome(this.engine('postgres')), 'data'), { recursive: true, force: true });
    for (const name of [...engineFolders, 'logs', 'run', ...(keepSecrets ? [] : secrets)]) {
      rmSync(join(this.path, name), { recursive: true, force: true });
    }
  }

  /** A random text that is made up once and then kept, readable by its owner only. */
  secret(name: string): string {
    const file = join(this.path, 'secrets', name);
    mkdirSync(join(this.path, 'secrets'), { recursive: true, mode: 0o700 });
    if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
    return readFileSync(file, 'utf8');
  }

  /** Keeps what the seed printed when it made keys; without new keys the old ones stay. */
  keepDemoKeys(printed: string): void {
    if (/\bctk_\w+/.test(printed)) writeFileSync(this.demoKeysFile, printed, { mode: 0o600 });
  }

  demoKeys(): string | undefined {
    return existsSync(this.demoKeysFile) ? readFileSync(this.demoKeysFile, 'utf8') : undefined;
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
