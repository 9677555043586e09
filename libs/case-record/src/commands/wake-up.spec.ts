import { describe, expect, it } from '@jest/globals';
import type { ExplainedDeadline } from '@casetrace/case-rules';
import { newTrackingNumber } from './tracking-numbers';
import { wakeUpTime } from './wake-up';

const deadline = (unit: string) =>
  ({ dueAt: '2026-01-05T09:30:00.000Z', explanation: { period: { amount: 3, unit } } }) as ExplainedDeadline;
const due = Date.parse('2026-01-05T09:30:00.000Z');

describe('the wake-up of a case', () => {
  it('comes after the due time, always by the same jitter, spread over the whole of it', () => {
    const numbers = Array.from({ length: 1_000 }, newTrackingNumber);
    const delays = numbers.map((number) => wakeUpTime(number, deadline('workingDays'), 300)! - due);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.min(...delays)).toBeLessThan(10_000);
    expect(Math.max(...delays)).toBeLessThanOrEqual(300_000);
    expect(Math.max(...delays)).toBeGreaterThan(290_000);
    expect(wakeUpTime(numbers[0]!, deadline('calendarDays'), 300)! - due).toBe(delays[0]);
  });

  it('has no jitter where seconds are counted, and is never where no clock runs', () => {
    expect(wakeUpTime('CT-00000-00000-0', deadline('seconds'), 300)).toBe(due);
    expect(wakeUpTime('CT-00000-00000-0', null, 300)).toBeNull();
  });
});
