import { describe, expect, it } from '@jest/globals';
import { type Resemblance, scoreDuplicates } from './score-duplicates';

const resemblance = (known: Partial<Resemblance>): Resemblance => {
  return { trackingNumber: 'CT-1', sameContact: false, samePlace: false, nearText: 0, ...known };
};
const why = (known: Partial<Resemblance>): string[] | undefined =>
  scoreDuplicates([resemblance(known)])[0]?.why;

describe('duplicates', () => {
  it('are texts that are near by themselves, or somewhat near with the same filer or place', () => {
    expect(why({ nearText: 0.5 })).toEqual(['nearText']);
    expect(why({ nearText: 0.2 })).toBeUndefined();
    expect(why({ nearText: 0.2, sameContact: true })).toEqual(['sameContact', 'nearText']);
    expect(why({ nearText: 0.2, samePlace: true })).toEqual(['samePlace', 'nearText']);
  });

  it('are not two matters of one filer', () => {
    expect(why({ sameContact: true, samePlace: true, nearText: 0.05 })).toBeUndefined();
  });

  it('come the likeliest first: filer before place, and nearer text first', () => {
    const scored = scoreDuplicates([
      resemblance({ trackingNumber: 'place', samePlace: true, nearText: 0.4 }),
      resemblance({ trackingNumber: 'filer', sameContact: true, nearText: 0.4 }),
      resemblance({ trackingNumber: 'text', nearText: 0.6 }),
      resemblance({ trackingNumber: 'all', sameContact: true, samePlace: true, nearText: 1 }),
    ]);
    expect(scored.map(({ trackingNumber }) => trackingNumber)).toEqual(['all', 'filer', 'place', 'text']);
    expect(scored[0]!.score).toBe(1);
  });
});
