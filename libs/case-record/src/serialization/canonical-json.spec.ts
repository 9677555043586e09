import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, hasUnstorableCharacters } from './canonical-json';

describe('canonical JSON', () => {
  it('sorts the keys at every depth and leaves out what is undefined', () => {
    const value = { b: [{ z: 1, a: undefined, c: null }], a: 'x', 中: true };
    expect(canonicalJson(value)).toBe('{"a":"x","b":[{"c":null,"z":1}],"中":true}');
  });

  it('is the same whatever the order of the keys, and says what JSON says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([NaN, Infinity, undefined, () => 1, [undefined]])('refuses %p', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('tells characters that PostgreSQL cannot keep from text that only looks like their escapes', () => {
    expect(hasUnstorableCharacters(canonicalJson({ text: 'a\u0000b' }))).toBe(true);
    expect(hasUnstorableCharacters(canonicalJson({ text: 'a\ud800' }))).toBe(true);
    expect(hasUnstorableCharacters(canonicalJson({ text: '\\\u0000' }))).toBe(true);
    expect(hasUnstorableCharacters(canonicalJson({ text: '\\u0000 \\\\ud800 案 😀' }))).toBe(false);
  });
});
