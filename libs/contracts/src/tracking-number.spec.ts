import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkCharacter,
  formatTrackingNumber,
  parseTrackingNumber,
  trackingAlphabet,
} from './tracking-number';

const indexes = fc.array(fc.nat(trackingAlphabet.length - 1), { minLength: 10, maxLength: 10 });
const someNumber = indexes.map(formatTrackingNumber);
/** The eleven symbols of a number, without what only helps the eye. */
const symbolsOf = (number: string) => number.replace(/^CT-|-/g, '');

describe('a tracking number', () => {
  it('has one written form: two groups of five and a check character', () => {
    expect(formatTrackingNumber([7, 3, 19, 20, 9, 22, 28, 2, 23, 10])).toMatch(
      /^CT-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]$/,
    );
    fc.assert(
      fc.property(someNumber, (number) => {
        expect(parseTrackingNumber(number)).toBe(number);
      }),
    );
  });

  it('keeps its form for ever: numbers are on paper', () => {
    expect(formatTrackingNumber([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe('CT-01234-56789-3');
    expect(formatTrackingNumber([30, 29, 28, 27, 26, 25, 24, 23, 22, 21])).toBe('CT-ZYXWV-TRQPN-T');
  });

  it('holds only symbols that are told apart', () => {
    expect(trackingAlphabet).toHaveLength(31);
    expect(new Set(trackingAlphabet).size).toBe(31);
    expect(trackingAlphabet).not.toMatch(/[ILOSU]/);
  });

  it('every single wrong symbol is noticed', () => {
    fc.assert(
      fc.property(someNumber, (number) => {
        const symbols = symbolsOf(number);
        for (let place = 0; place < symbols.length; place++) {
          for (const other of trackingAlphabet) {
            if (other === symbols[place]) continue;
            const wrong = symbols.slice(0, place) + other + symbols.slice(place + 1);
            if (parseTrackingNumber(`CT-${wrong}`) !== null) throw new Error(`${number} read as ${wrong}`);
          }
        }
      }),
    );
  });

  it('every exchange of two symbols is noticed, neighbours or not, check character included', () => {
    fc.assert(
      fc.property(someNumber, (number) => {
        const symbols = Array.from(symbolsOf(number));
        for (let one = 0; one < symbols.length; one++) {
          for (let two = one + 1; two < symbols.length; two++) {
            if (symbols[one] === symbols[two]) continue;
            const wrong = symbols.with(one, symbols[two]!).with(two, symbols[one]!).join('');
            if (parseTrackingNumber(`CT-${wrong}`) !== null) throw new Error(`${number} read as ${wrong}`);
          }
        }
      }),
    );
  });

  it('a symbol too few or too many is noticed', () => {
    fc.assert(
      fc.property(
        someNumber,
        fc.nat(10),
        fc.constantFrom(...Array.from(trackingAlphabet)),
        (number, place, more) => {
          const symbols = symbolsOf(number);
          expect(parseTrackingNumber(`CT-${symbols.slice(0, place)}${symbols.slice(place + 1)}`)).toBeNull();
          expect(
            parseTrackingNumber(`CT-${symbols.slice(0, place)}${more}${symbols.slice(place)}`),
          ).toBeNull();
        },
      ),
    );
  });
});

describe('reading a number as people type it', () => {
  it.each([
    ['in small letters', (number: string) => number.toLowerCase()],
    ['without dashes', (number: string) => number.replaceAll('-', '')],
    ['with spaces for dashes', (number: string) => number.replaceAll('-', ' ')],
    ['with spaces around', (number: string) => ` ${number}\n`],
    ['without the prefix', symbolsOf],
    ['with O for 0', (number: string) => number.replaceAll('0', 'O')],
    ['with I for 1', (number: string) => number.replaceAll('1', 'I')],
    ['with l for 1', (number: string) => number.replaceAll('1', 'l')],
    ['with S for 5', (number: string) => number.replaceAll('5', 'S')],
    ['with long dashes', (number: string) => number.replaceAll('-', '—')],
    ['with dashes that do not break', (number: string) => number.replaceAll('-', '\u2011')],
    ['in full width', fullWidth],
    ['in groups of three', (number: string) => symbolsOf(number).replace(/(...)/g, '$1 ')],
  ])('%s', (_, typed) => {
    fc.assert(
      fc.property(someNumber, (number) => {
        expect(parseTrackingNumber(typed(number))).toBe(number);
      }),
    );
  });

  it('without the prefix also where the number itself begins with CT', () => {
    const number = formatTrackingNumber([12, 25, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(number).toMatch(/^CT-CT/);
    expect(parseTrackingNumber(symbolsOf(number))).toBe(number);
    expect(parseTrackingNumber(number)).toBe(number);
  });

  it('answers null for anything else, and never throws', () => {
    for (const nonsense of [
      '',
      'CT',
      'CT-',
      '----',
      'CT-01234-56789',
      'CT-01234-5678U-A',
      '案件',
      'CT-01234-56789-4',
    ]) {
      expect(parseTrackingNumber(nonsense)).toBeNull();
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const read = parseTrackingNumber(typed);
        if (read !== null) expect(parseTrackingNumber(read)).toBe(read);
      }),
      { numRuns: 1000 },
    );
  });

  it('the check character depends on every symbol', () => {
    const body = '0123456789';
    const others = Array.from(body).map((_, place) =>
      checkCharacter(body.slice(0, place) + 'Z' + body.slice(place + 1)),
    );
    expect(others).not.toContain(checkCharacter(body));
  });
});

function fullWidth(number: string): string {
  return Array.from(number)
    .map((symbol) => String.fromCodePoint(symbol.codePointAt(0)! + 0xfee0))
    .join('');
}
