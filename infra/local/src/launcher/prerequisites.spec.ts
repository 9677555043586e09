import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { repositoryFolder } from '../engines/repository-folder';

describe('npm start on a machine where something is missing', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casetrace-path-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the check with nothing on the search path but what the test put there. */
  function check(environment: NodeJS.ProcessEnv = {}): Promise<{ code: number; said: string }> {
    const script = join(repositoryFolder(), 'infra', 'local', 'start.mjs');
    const env = { PATH: folder, CASETRACE_STATE: join(folder, 'state'), ...environment };
    return new Promise((resolve) => {
      execFile(process.execPath, [script, '--check'], { env }, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
      );
    });
  }

  function program(name: string, says: string): void {
    writeFileSync(join(folder, name), `#!/bin/sh\necho '${says}'\n`);
    chmodSync(join(folder, name), 0o755);
  }

  it('names everything that is missing at once, each with what may stand in its place', async () => {
    const { code, said } = await check();
    expect(code).toBe(1);
    expect(said).toMatch(/- Java 17 .*Kafka.*KAFKA_BROKERS/);
    expect(said).toMatch(/- Maven .*Kafka.*KAFKA_BROKERS/);
    expect(said).toMatch(/- Python 3 with pip.*Temporal.*TEMPORAL_CLI.*TEMPORAL_ADDRESS/);
  });

  it('asks for nothing that the given Kafka and Temporal spare', async () => {
    const given = { KAFKA_BROKERS: 'broker:9092', TEMPORAL_ADDRESS: 'temporal:7233' };
    expect(await check(given)).toEqual({ code: 0, said: '' });
  });

  it('needs no Python where a Temporal CLI is on the search path', async () => {
    program('temporal', 'temporal version 1.9.1');
    const { said } = await check();
    expect(said).not.toContain('Python');
    expect(said).toContain('Java');
  });

  it('refuses a Java that is too old and says which it found', async () => {
    program('java', 'openjdk version "11.0.2"');
    program('mvn', 'Apache Maven 3.9');
    program('python3', 'pip 26');
    const { code, said } = await check();
    expect(code).toBe(1);
    expect(said).toContain('found Java 11');
    expect(said).not.toContain('Maven (mvn)');
  });

  it('goes on when all is there', async () => {
    program('java', 'openjdk version "21.0.1"');
    program('mvn', 'Apache Maven 3.9');
    program('python3', 'pip 26');
    expect(await check()).toEqual({ code: 0, said: '' });
  });
});
