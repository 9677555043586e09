import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '..', '..');
const programs = {
  migrate: 'libs/case-record/dist/cli/migrate.js',
  seed: 'libs/case-record/dist/cli/seed.js',
  verify: 'apps/case-workflow-worker/dist/verify.js',
} as const;

/** The secret that all services of a test derive access codes from. */
export const accessCodeSecret = 'a secret of the tests, longer than thirty-two characters';

/**
 * Runs a program of the record as an operator would; answers what it printed.
 * @throws Error with its output when it fails.
 */
export async function runRecordProgram(
  name: keyof typeof programs,
  databaseUrl: string,
  ...args: string[]
): Promise<string> {
  const program = join(root, programs[name]);
  if (!existsSync(program)) throw new Error(`${program} is not built: run "npm run build" first.`);
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl, ACCESS_CODE_SECRET: accessCodeSecret },
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: unknown) => {
    const { stdout: out = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${name} failed on ${new URL(databaseUrl).pathname.slice(1)}:\n${out}${stderr}`, {
      cause: error,
    });
  });
  return stdout;
}
