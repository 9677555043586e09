import { describe, expect, it } from '@jest/globals';
import type { Collection } from '../documents/collection';
import { type Part, termsOfTexts } from '../documents/terms';
import { askedTermsOf } from './asked-terms';
import { type ComparableCase, likeness, rankSimilar, termWeights } from './rank-similar';

const collection: Collection = { cases: 1000, casesWith: () => 5, casesBeginning: () => 5 };
const filler = '希望尽快处理';

const caseOf = (
  trackingNumber: string,
  subject: string,
  more: Partial<Record<Part, string>> = {},
  category = 'noise',
): ComparableCase => {
  const texts = Object.entries({ A: subject, ...more }).map(([part, content]) => ({
    part: part as Part,
    content,
  }));
  return { trackingNumber, category, terms: termsOfTexts(texts) };
};
const order = (
  asked: ComparableCase,
  candidates: ComparableCase[],
  known: Parameters<typeof rankSimilar>[2] = collection,
): string[] => rankSimilar(asked, candidates, known).map(({ trackingNumber }) => trackingNumber);

describe('the ranking of similar cases', () => {
  it('finds the same matter in other words, and in the other language', () => {
    const asked = caseOf('asked', '楼上电钻砸墙');
    const candidates = [
      caseOf('other', '广场舞音响太大'),
      caseOf('english', 'Renovation hammering all day'),
      caseOf('official', '住宅装修作业投诉'),
    ];
    expect(order(asked, candidates).slice(0, 2).sort()).toEqual(['english', 'official']);
    expect(rankSimilar(asked, candidates, collection)[0]!.matters).toContain('noise of renovation');
  });

  it('puts the same category before another one', () => {
    const candidates = [caseOf('elsewhere', '路灯不亮', {}, 'community-service'), caseOf('here', '路灯不亮')];
    expect(order(caseOf('asked', '路灯不亮'), candidates)).toEqual(['here', 'elsewhere']);
  });

  it('does not take a phrase that stands everywhere for a likeness', () => {
    const common = { ...collection, casesWith: (term: string) => (filler.includes(term) ? 900 : 5) };
    expect(order(caseOf('asked', `路灯不亮${filler}`), [caseOf('filler', `排水${filler}`)], common)).toEqual(
      [],
    );
  });

  it('does not ask by how the case in question was handled', () => {
    const asked = caseOf('asked', '路灯不亮', { C: '补录缴费记录' });
    expect(order(asked, [caseOf('handled', '无关', { C: '补录缴费记录' })])).toEqual([]);
  });

  it('finds by feedback what shares words only with what was found', () => {
    const asked = caseOf('asked', '甲乙丙丁');
    const bridge = caseOf('bridge', '甲乙丙丁戊己庚辛');
    expect(order(asked, [bridge, caseOf('far', '戊己庚辛')])).toEqual(['bridge', 'far']);
  });

  it('gives a case itself the likeness 1, and one without a common term 0', () => {
    const weights = (subject: string) => termWeights(caseOf('x', subject).terms, collection);
    expect(likeness(weights('路灯不亮'), weights('路灯不亮'))).toBeCloseTo(1);
    expect(likeness(weights('路灯不亮'), weights('井盖松动'))).toBe(0);
  });

  it('keeps its order and its marks whatever the order of the candidates is', () => {
    const candidates = ['路灯不亮', '路灯坏了', '井盖松动路灯'].map((subject, index) =>
      caseOf(`${index}`, subject),
    );
    expect(order(caseOf('asked', '路灯不亮'), [...candidates].reverse())).toEqual(
      order(caseOf('asked', '路灯不亮'), candidates),
    );
  });
});

describe('the terms that candidates are found by', () => {
  const told = new Map([
    ['丙丁', 0.9],
    ['甲乙', 0.8],
    ['戊己', 0.7],
  ]);

  it('are the most informative, with the rare ones among them', () => {
    const casesWith = (term: string): number => (term === '戊己' ? 400 : 30_000);
    const asked = askedTermsOf(told, { ...collection, casesWith });
    expect(asked).toEqual({ terms: [...told], rare: ['戊己'] });
  });

  it('are rare only as long as they bring few cases', () => {
    const casesWith = (): number => 400;
    expect(askedTermsOf(told, { ...collection, casesWith }).rare).toEqual(['丙丁']);
  });

  it('are of pairs that overlap only one', () => {
    const overlapping = new Map([
      ['丙丁', 0.9],
      ['乙丙', 0.8],
      ['丁戊', 0.7],
      ['己庚', 0.6],
    ]);
    expect(askedTermsOf(overlapping, collection).terms.map(([term]) => term)).toEqual(['丙丁', '己庚']);
  });
});
