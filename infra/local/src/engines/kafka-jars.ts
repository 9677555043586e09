import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inWords } from '../process/in-words';
import { runCommand } from '../process/run-command';
import { fillOnce, pinnedFolder } from './downloads';
import { repositoryFolder } from './repository-folder';

export interface KafkaJarsOptions {
  readonly downloads: string;
  readonly logFile: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/**
 * The folder with Kafka's jars, fetched by Maven the first time; each must be the one that `infra/kafka/jars.sha256` names.
 * @throws Error naming the remedy when they cannot be fetched or are not the pinned ones.
 */
export async function kafkaJars(options: KafkaJarsOptions): Promise<string> {
  const pins = join(repositoryFolder(), 'infra', 'kafka');
  const folder = pinnedFolder(options.downloads, 'kafka', [join(pins, 'pom.xml'), join(pins, 'jars.sha256')]);
  if (existsSync(folder)) return folder;
  await fillOnce(folder, async (fresh) => {
    const arguments_ = ['-q', '-B', '-f', join(pins, 'pom.xml'), 'dependency:copy-dependencies'];
    await runCommand({
      purpose: 'fetching Kafka by Maven',
      command: 'mvn',
      args: [...arguments_, '-DincludeScope=runtime', `-DoutputDirectory=${fresh}`],
      logFile: options.logFile,
      ...(options.signal && { signal: options.signal }),
      timeoutMs: options.timeoutMs ?? 300_000,
    }).catch((error: unknown) => {
      throw new Error(
        `Kafka could not be fetched by Maven. Make its repository reachable (or name a mirror in Maven's settings.xml), or set KAFKA_BROKERS.\n${inWords(error)}`,
      );
    });
    verifyJars(fresh, readFileSync(join(pins, 'jars.sha256'), 'utf8'));
  });
  return folder;
}

/** @throws Error naming every jar that is missing, unexpected or not the pinned one. */
export function verifyJars(folder: string, pins: string): void {
  const expected = new Map(
    pins
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/) as [string, string])
      .map(([digest, name]) => [name, digest]),
  );
  const found = new Set(readdirSync(folder).filter((name) => name.endsWith('.jar')));
  const wrong = [
    ...[...expected.keys()].filter((name) => !found.has(name)).map((name) => `${name} is missing`),
    ...[...found].filter((name) => !expected.has(name)).map((name) => `${name} is not pinned`),
    ...[...found]
      .filter((name) => expected.has(name) && sha256(join(folder, name)) !== expected.get(name))
      .map((name) => `${name} is not the pinned one`),
  ];
  if (wrong.length > 0)
    throw new Error(`Kafka's jars are not those of infra/kafka/jars.sha256: ${wrong.join('; ')}`);
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
