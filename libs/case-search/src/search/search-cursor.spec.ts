import { describe, expect, it } from '@jest/globals';
import { readSearchCursor, searchCursorOf } from './search-cursor';

const at = '2026-11-26T03:04:05.678901Z';

describe('the cursor of a search', () => {
  it('is read back as it was written, to the microsecond', () => {
    for (const cursor of [
      { rank: null, at, number: 'CT-1', newest: null },
      { rank: '0.06079271', at, number: 'CT-1', newest: { at, number: 'CT-2' } },
      { rank: '1e-20', at, number: 'CT-1', newest: { at, number: 'CT-2' } },
    ]) {
      expect(readSearchCursor(searchCursorOf(cursor), cursor.rank !== null)).toEqual(cursor);
    }
  });

  it('is refused in another order, and where it was not given', () => {
    const token = searchCursorOf({ rank: null, at, number: 'CT-1', newest: null });
    expect(() => readSearchCursor(token, true)).toThrow('The cursor');
    const ofNoWindow = searchCursorOf({ rank: '0.1', at, number: 'CT-1', newest: null });
    expect(() => readSearchCursor(ofNoWindow, true)).toThrow('The cursor');
    for (const made of ['', 'e30', Buffer.from('[null,"now()","CT-1"]').toString('base64url')]) {
      expect(() => readSearchCursor(made, false)).toThrow('The cursor');
    }
  });
});
