import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StateFolder } from './state-folder';
import { agencyKey } from './summary';

describe('the state folder', () => {
  let state: StateFolder;
  beforeEach(() => {
    state = new StateFolder(mkdtempSync(join(tmpdir(), 'casetrace-state-')));
  });
  afterEach(() => rmSync(state.path, { recursive: true, force: true }));

  it('belongs to one launcher at a time', () => {
    state.lock();
    expect(() => new StateFolder(state.path).lock()).toThrow(`process ${process.pid}`);
    state.unlock();
    expect(() => new StateFolder(state.path).lock()).not.toThrow();
  });

  it('is taken over from a launcher that is dead, even when its number lives on in another process', () => {
    const dead = JSON.stringify({ pid: process.pid, identity: 'a process of an earlier boot' });
    writeFileSync(join(state.path, 'launcher.json'), dead);
    expect(() => state.lock()).not.toThrow();
    expect(() => state.lock()).toThrow('already runs');
  });

  it('makes a secret up once and shows it to its owner only', () => {
    const secret = state.secret('access-code-secret');
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(new StateFolder(state.path).secret('access-code-secret')).toBe(secret);
    expect(statSync(join(state.path, 'secrets', 'access-code-secret')).mode & 0o777).toBe(0o600);
  });

  it('keeps the demo keys of the first seed when a later one makes none', () => {
    state.keepDemoKeys('window-1\tfrontDesk\tctk_1_first\nhotline-system\tagency\tctk_2_second\n');
    state.keepDemoKeys('nothing to do\n');
    expect(agencyKey(state.demoKeys())).toBe('ctk_2_second');
    expect(statSync(state.demoKeysFile).mode & 0o777).toBe(0o600);
  });

  it('forgets data and secrets when it begins anew, but not the secrets of a record elsewhere', () => {
    const before = state.secret('access-code-secret');
    state.removeData({ keepSecrets: true });
    expect(state.secret('access-code-secret')).toBe(before);
    state.removeData({ keepSecrets: false });
    expect(state.secret('access-code-secret')).not.toBe(before);
  });
});
