import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { failingParts, failingWeights, type Rate, ranked, type Rates } from './failing-index';

const rates = (contested: Rate, others: Rate = { count: 0, of: contested.of }): Rates =>
  Object.fromEntries(failingParts.map((part) => [part, part === 'contested' ? contested : others])) as Rates;
const group = (key: string, count: number, of: number) => ({ key, cases: of, rates: rates({ count, of }) });

describe('the index of failing', () => {
  it('ranks the service that fails often above one that failed once of once', () => {
    const order = ranked([group('once of once', 1, 1), group('often', 300, 500), group('never', 0, 800)]);
    expect(order.map(({ key }) => key)).toEqual(['often', 'once of once', 'never']);
  });

  it('says why, the heaviest part first, and the parts add up to the index', () => {
    const [worst] = ranked([group('often', 300, 500), group('never', 0, 500)]);
    expect(worst?.why[0]).toMatchObject({ part: 'contested', count: 300, of: 500, rate: 0.6, average: 0.3 });
    expect(worst?.index).toBeCloseTo(
      worst!.why.reduce((sum, { points }) => sum + points, 0),
      1,
    );
  });

  it('weighs a hundred points altogether', () => {
    expect(Object.values(failingWeights).reduce((sum, weight) => sum + weight)).toBe(100);
  });

  it('stays between 0 and 100, whatever was counted, also nothing', () => {
    const count = fc.nat(1000);
    const rate = fc.record({ count, of: count });
    const some = fc.array(
      fc.record({
        key: fc.string(),
        cases: count,
        rates: fc.record(
          Object.fromEntries(failingParts.map((part) => [part, rate])) as Record<keyof Rates, typeof rate>,
        ),
      }),
    );
    fc.assert(
      fc.property(some, (groups) => {
        for (const { index } of ranked(groups)) {
          expect(index).toBeGreaterThanOrEqual(0);
          expect(index).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});
