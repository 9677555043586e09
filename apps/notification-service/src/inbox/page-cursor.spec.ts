import { describe, expect, it } from '@jest/globals';
import { cursorOf, placeOf } from './page-cursor';

describe('the cursor of a page', () => {
  it('comes back as the place it was made of', () => {
    const place = { at: '2026-03-06 09:30:00.123456+00', eventId: 'CT-7K3M9-QX2PA-F.1.4' };
    expect(placeOf(cursorOf(place))).toEqual(place);
  });

  it.each(['', 'x', cursorOf({ at: "'; drop table", eventId: '' })])(
    'refuses %s as a bad request',
    (cursor) => {
      expect(() => placeOf(cursor)).toThrow(expect.objectContaining({ code: 'invalidRequest' }));
    },
  );
});
