import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json';
import { beginningOfChain, canonicalEvent, chainHash, textDigest } from './chain';

const event = {
  trackingNumber: 'CT-00000-00000-0',
  sequence: 2,
  epoch: 1,
  schemaVersion: 1,
  type: 'Contributed',
  actor: { kind: 'officer' as const, department: 'housing', officer: null },
  effectiveAt: '2026-01-05T01:00:00.000Z',
  recordedAt: '2026-01-05T01:00:00.000Z',
};

describe('the hash chain', () => {
  it('hashes the canonical JSON of the whole event', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (data, type) => {
        const chained = { ...event, type, data: canonicalJson(data), texts: '{"text":"00"}' };
        expect(canonicalEvent(chained)).toBe(canonicalJson({ ...event, type, data, texts: { text: '00' } }));
      }),
    );
  });

  it('gives another hash when anything before or in the event differs', () => {
    const chained = { ...event, data: '{}', texts: '{}' };
    const hash = chainHash(beginningOfChain, chained).toString('hex');
    expect(hash).toHaveLength(64);
    expect(chainHash(Buffer.alloc(32, 1), chained).toString('hex')).not.toBe(hash);
    expect(chainHash(beginningOfChain, { ...chained, sequence: 3 }).toString('hex')).not.toBe(hash);
  });

  it('digests the same text to different values under different salts', () => {
    expect(textDigest(Buffer.alloc(16), '案')).not.toBe(textDigest(Buffer.alloc(16, 1), '案'));
  });
});
