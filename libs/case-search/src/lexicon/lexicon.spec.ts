import { describe, expect, it } from '@jest/globals';
import { mattersIn } from './lexicon';

const matters = (text: string): string[] => [...mattersIn(text).keys()];

describe('the lexicon', () => {
  it('knows a matter by colloquial and official words, simplified and traditional, Chinese and English', () => {
    for (const text of ['包工头不给工钱', '拖欠工資', 'Unpaid wages', 'our salaries']) {
      expect([text, matters(text)]).toEqual([text, expect.arrayContaining(['unpaid wages'])]);
    }
  });

  it('counts how many different words say it', () => {
    expect(mattersIn('电梯困人').get('lift')).toBe(2);
    expect(mattersIn('电梯电梯').get('lift')).toBe(1);
  });

  it('takes English words whole, not parts of others', () => {
    expect(matters('barely')).not.toContain('noise of bars');
  });

  it('finds nothing where nothing is said', () => {
    expect(matters('')).toEqual([]);
  });
});
