import { describe, expect, it } from '@jest/globals';
import { parseTrackingNumber } from '@casetrace/contracts';
import { deriveAccessCode, hashAccessCode, isAccessCode } from './access-code';
import { newTrackingNumber } from './tracking-numbers';

const of = { trackingNumber: 'CT-00000-00000-0', generation: 1 };

describe('access codes', () => {
  it('are the same for the same case and generation, and others for any other', () => {
    const code = deriveAccessCode('secret', of);
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(deriveAccessCode('secret', of)).toBe(code);
    expect(deriveAccessCode('secret', { ...of, generation: 2 })).not.toBe(code);
    expect(deriveAccessCode('other', of)).not.toBe(code);
  });

  it('are known again however they are typed', () => {
    const code = deriveAccessCode('secret', of);
    const kept = hashAccessCode(code, of);
    expect(isAccessCode(` ${code.toLowerCase().replace('-', ' ').replace(/0/g, 'o')} `, of, kept)).toBe(true);
    expect(isAccessCode('0000-0000', of, kept)).toBe(false);
    expect(isAccessCode(code, of, undefined)).toBe(false);
  });
});

describe('new tracking numbers', () => {
  it('are well formed, all different, and use every symbol', () => {
    const numbers = Array.from({ length: 2_000 }, newTrackingNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => parseTrackingNumber(number) === number)).toBe(true);
    expect(new Set(numbers.flatMap((number) => [...number.replace(/^CT-|-/g, '')])).size).toBe(31);
  });
});
