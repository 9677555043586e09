import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { environmentOf } from '../../harness/system';
import type { OwnSystem } from './own-system';

const folder = join(__dirname, '..', '..', '..', 'apps', 'case-workflow-worker', 'dist');

/** Runs a program of the worker as an operator would; answers what it printed. @throws Error with its output when it fails */
export async function runWorkerProgram(
  own: OwnSystem,
  name: 'setup' | 'rebuild',
  ...args: string[]
): Promise<string> {
  const env = { ...process.env, ...environmentOf(own.system.ground), ...own.environment };
  const run = promisify(execFile)(process.execPath, [join(folder, `${name}.js`), ...args], { env });
  const { stdout } = await run.catch((error: unknown) => {
    const { stdout: out = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${name} failed:\n${out}${stderr}`, { cause: error });
  });
  return stdout;
}
