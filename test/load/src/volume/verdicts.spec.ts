import { describe, expect, it } from '@jest/globals';
import { failedVerdicts, verdict } from './verdicts';

describe('a verdict', () => {
  it('says its outcome, and is remembered by its name where it failed', () => {
    expect(verdict('case page: p95', true, 'p95 12 of 20 ms')).toBe('pass p95 12 of 20 ms');
    expect(failedVerdicts()).toEqual([]);
    expect(verdict('chain check', false, 'entry 3')).toBe('FAIL entry 3');
    expect(failedVerdicts()).toEqual(['chain check']);
  });
});
