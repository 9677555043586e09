import { describe, expect, it } from '@jest/globals';
import { cursorOf, placeInTime, placeRank, placeTime, readCursor } from './page-cursor';

const at = '2026-11-26T03:04:05.678901Z';

describe('the cursor of a page', () => {
  it('comes back as the place it was made of, to the microsecond', () => {
    for (const id of ['CT-7K3M9-QX2PA-F', 'CT-7K3M9-QX2PA-F.1.4', 'consultation-1']) {
      expect(readCursor(cursorOf([at, id]), placeInTime)).toEqual([at, id]);
    }
  });

  it.each([
    ['no cursor', 'x'],
    ['nothing', ''],
    ['no list', cursorOf({ length: 2 } as never)],
    ['too short', cursorOf([at])],
    ['too long', cursorOf([at, 'x', 'y'])],
    ['of U+0000', cursorOf([at, 'x\u0000'])],
    ['of half a surrogate pair', cursorOf([at, '\ud800'])],
  ])('is refused where it is %s, by its name', (_, cursor) => {
    expect(() => readCursor(cursor, placeInTime)).toThrow(
      expect.objectContaining({ code: 'invalidRequest', facts: { errors: [expect.anything()] } }),
    );
  });
});

describe('the time of a place', () => {
  const takes = (written: string): boolean => placeTime.safeParse(written).success;

  it.each([at, '2024-02-29T23:59:59.999999Z', '0001-01-01T00:00:00.000000Z'])('may be %s', (written) => {
    expect(takes(written)).toBe(true);
  });

  it.each([
    '2023-02-29T00:00:00.000000Z',
    '2024-02-30T00:00:00.000000Z',
    '2024-13-01T00:00:00.000000Z',
    '2024-01-01T24:00:00.000000Z',
    '9999-99-99T99:99:99.000000Z',
    '0000-01-01T00:00:00.000000Z',
    '12026-01-01T00:00:00.000000Z',
    '2026-11-26T03:04:05.678Z',
    '----------',
    'now()',
  ])('is not %s', (written) => expect(takes(written)).toBe(false));
});

describe('the rank of a place', () => {
  const takes = (written: string): boolean => placeRank.safeParse(written).success;

  it('is what a float4 can be', () => {
    for (const written of ['0', '0.06079271', '1e-20', '1.2345e-05', '1.5'])
      expect(takes(written)).toBe(true);
    for (const written of ['1e-99', '1e-46', '1e9', '-1', 'NaN', 'Infinity', '0x1', '']) {
      expect(takes(written)).toBe(false);
    }
  });
});
