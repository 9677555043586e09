import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ConfigurationError,
  type LocalConfiguration,
  readLocalConfiguration,
} from './launcher/configuration';
import { toolPrograms } from './launcher/programs';

/**
 * `npm run verify`, `npm run rebuild-workflows`, `npm run rebuild-read-models`, `npm run monthly-report`: runs one of our
 * tools against the system that `npm start` runs, or against the addresses of the environment.
 */
function runTool(name: keyof typeof toolPrograms, args: readonly string[]): void {
  const configuration = readLocalConfiguration();
  const child = spawn(
    process.execPath,
    [join(configuration.CASETRACE_PROGRAMS, toolPrograms[name]), ...args],
    { env: { ...configuration.inherited, ...addressesOf(configuration) }, stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => (process.exitCode = code ?? 1));
}

function addressesOf(configuration: LocalConfiguration): Record<string, string> {
  const local = (port: number): string => `127.0.0.1:${port}`;
  return {
    DATABASE_URL: configuration.DATABASE_URL ?? embeddedDatabase(configuration),
    TEMPORAL_ADDRESS: configuration.TEMPORAL_ADDRESS ?? local(configuration.TEMPORAL_PORT),
    TEMPORAL_NAMESPACE: configuration.TEMPORAL_NAMESPACE,
    KAFKA_BROKERS: configuration.KAFKA_BROKERS ?? local(configuration.KAFKA_PORT),
  };
}

function embeddedDatabase({ CASETRACE_STATE, POSTGRES_PORT }: LocalConfiguration): string {
  const passwordFile = join(CASETRACE_STATE, 'postgres', 'password');
  if (!existsSync(passwordFile)) {
    throw new ConfigurationError([
      'There is no embedded PostgreSQL yet: run "npm start", or set DATABASE_URL.',
    ]);
  }
  const password = readFileSync(passwordFile, 'utf8').trim();
  return `postgres://casetrace:${password}@127.0.0.1:${POSTGRES_PORT}/casetrace`;
}

const [name, ...args] = process.argv.slice(2);
try {
  if (name === undefined || !(name in toolPrograms)) {
    throw new ConfigurationError([`Name a tool: ${Object.keys(toolPrograms).join(', ')}.`]);
  }
  runTool(name as keyof typeof toolPrograms, args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 78;
}
