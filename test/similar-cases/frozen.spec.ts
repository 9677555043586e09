import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const read = (name: string): Buffer => readFileSync(join(__dirname, name));

describe('the labelled set of similar cases', () => {
  it('is as it was when it was frozen: a number that was measured on it stays comparable', () => {
    const named = /SHA-256 of `cases\.json`: `(?<digest>[0-9a-f]{64})`/.exec(read('README.md').toString());
    expect(named?.groups?.digest).toBe(createHash('sha256').update(read('cases.json')).digest('hex'));
  });
});
