import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { excerpts, fold, searchQuery, searchVector, tokensOf } from '.';

const texts = (text: string): string[] => tokensOf(text).map((token) => token.text);
const marked = (text: string, typed: string, length?: number): string =>
  excerpts(text, typed, length)
    .map((segment) => (segment.hit ? `[${segment.text}]` : segment.text))
    .join('');

describe('folding', () => {
  it('makes full width and half width, traditional and simplified, upper and lower case one', () => {
    expect(fold('養老金ＡＢＣ１２３')).toBe('养老金abc123');
    expect(fold('①㎡')).toBe('1m2');
  });

  it('changes nothing that is folded already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('the units of a text', () => {
  it('are pairs of Chinese characters and whole words', () => {
    expect(texts('低保申请，IT故障2026')).toEqual(['低保', '保申', '申请', '请', 'it', '故障', '障', '2026']);
  });

  it('know where they stand in the text as it was written', () => {
    const text = '請查Ａ１。';
    expect(tokensOf(text).map(({ from, to }) => text.slice(from, to))).toEqual(['請查', '查', 'Ａ１']);
  });

  it('keep the stem of an English word beside it', () => {
    expect(tokensOf('Pensions')).toEqual([
      { kind: 'word', text: 'pensions', stem: 'pension', from: 0, to: 8 },
    ]);
  });
});

describe('a search vector', () => {
  it('holds every unit with its places', () => {
    expect(searchVector('低保，低保')).toBe("'低保':1,3 '保':2,4");
    expect(searchVector('licences', { after: 4 })).toBe("'licences':5 'licenc':5");
    expect(searchVector(tokensOf('低保低保'), { weight: 'A' })).toBe("'低保':1A,3A '保低':2A '保':4A");
  });

  it('holds nothing that would need quoting', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(searchVector(text)).toMatch(/^('[\p{L}\p{N}\p{Script=Han}]+':[0-9,]+( |$))*$/u);
      }),
    );
  });
});

describe('a search query', () => {
  it('asks for whole phrases', () => {
    expect(searchQuery('低保申请')).toBe("'低保' <1> '保申' <1> '申请'");
  });

  it('asks for every term', () => {
    expect(searchQuery('低保  道路')).toBe("'低保' & '道路'");
  });

  it('finds one character, and words that are not typed to their end, by their beginning', () => {
    expect(searchQuery('路')).toBe("'路':*");
    expect(searchQuery('pensions')).toBe("('pensions':* | 'pension')");
    expect(searchQuery('IT故障')).toBe("'it':* <1> '故障'");
    expect(searchQuery('故障IT')).toBe("'故障' <2> 'it':*");
  });

  it.each(['', '   ', '，。!', "'"])('is none for %j', (typed) => {
    expect(searchQuery(typed)).toBeNull();
  });
});

describe('highlighting', () => {
  it('shows what was found as it was written', () => {
    expect(marked('本月養老金沒有到賬', '养老金')).toBe('本月[養老金]沒有到賬');
    expect(marked('My Pension has stopped', 'pensions')).toBe('My [Pension] has stopped');
    expect(marked('系统IT故障', '统it故障')).toBe('系[统IT故障]');
  });

  it('marks a single character by itself', () => {
    expect(marked('道路破损', '路')).toBe('道[路]破损');
  });

  it('shows the surroundings of the first hit in a long text', () => {
    const long = `${'前'.repeat(300)}低保${'后'.repeat(300)}`;
    expect(marked(long, '低保', 100)).toBe(`…${'前'.repeat(40)}[低保]${'后'.repeat(58)}…`);
  });

  it('loses nothing of a short text, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ maxLength: 8 }),
        (text, typed) => {
          const whole = excerpts(text, typed, 1_000).map((segment) => segment.text);
          expect(whole.join('')).toBe(text);
        },
      ),
    );
  });
});
