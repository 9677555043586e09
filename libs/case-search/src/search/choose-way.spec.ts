import { describe, expect, it } from '@jest/globals';
import { type Collection, collectionOf } from '../documents/collection';
import { chooseWay } from './choose-way';

const collection = collectionOf({
  cases: 1_000_000,
  terms: ['养老', '老金', 'leak', 'leaking', '@status:closed', '低保'],
  shares: [0.4, 0.3, 0.02, 0.01, 0.9, 0.002, 0.002, 0.9],
});

const wayOf = (terms: string[], keys: string[], known: Collection, wanted = 21) =>
  chooseWay({ terms, keys, wanted }, known);

describe('the way of a search', () => {
  it('gathers what is rare, listed or not, and walks through what is common', () => {
    expect(wayOf(['低保'], [], collection)).toBe('gather');
    expect(wayOf(['蝴蝶兰'], [], collection)).toBe('gather');
    expect(wayOf(['养老金'], [], collection)).toBe('walk');
    expect(wayOf(['leak'], [], collection)).toBe('walk');
    expect(wayOf([], ['@status:closed'], collection)).toBe('walk');
    expect(wayOf([], [], collection)).toBe('walk');
  });

  it('gathers sooner where all that are ranked must be met', () => {
    expect(wayOf(['leak'], [], collection, 500)).toBe('gather');
    expect(wayOf(['养老金'], [], collection, 500)).toBe('walk');
  });

  it('reads rows one after the other rather than many more all over a large table', () => {
    const wages = collectionOf({ cases: 1_000_000, terms: ['工资'], shares: [0.06, 0.06, 0.06] });
    expect(wayOf(['工资'], [], wages, 500)).toBe('walk');
  });

  it('gathers where one of several terms is rare', () => {
    expect(wayOf(['养老金', '低保'], ['@status:closed'], collection)).toBe('gather');
  });

  it('gathers all of a small collection, and where nothing was counted yet', () => {
    expect(wayOf(['养老'], [], collectionOf({ cases: 100, terms: ['养老'], shares: [1, 1, 1] }))).toBe(
      'gather',
    );
    expect(wayOf(['养老'], [], collectionOf({ cases: 1_000_000, terms: null, shares: null }))).toBe('gather');
  });
});
