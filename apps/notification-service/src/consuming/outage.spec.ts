import { describe, expect, it } from '@jest/globals';
import { RecordOutages } from './outage';
import { TookTooLong, waitAfter } from './patience';

const withCode = (code: string): Error => Object.assign(new Error('said by PostgreSQL'), { code });
const healthy = new RecordOutages(() => Promise.resolve());
const away = new RecordOutages(() => Promise.reject(new Error('away')));

describe('RecordOutages', () => {
  it.each(['22P05', '22001', '23502', '54000'])('takes %s for the fault of the message', async (code) => {
    expect(await healthy.isOutage(withCode(code))).toBe(false);
    expect(await away.isOutage(withCode(code))).toBe(false);
  });

  it.each(['57P01', '57P03', '53100', '25006', '55P03', '57014', '42P01', '40P01', '58030'])(
    'takes %s for an outage though the record answers',
    async (code) => {
      expect(await healthy.isOutage(withCode(code))).toBe(true);
    },
  );

  it.each([
    withCode('ECONNREFUSED'),
    new TookTooLong('no answer'),
    new Error('Connection terminated unexpectedly'),
  ])('takes %s for an outage', async (error) => {
    expect(await healthy.isOutage(error)).toBe(true);
  });

  it('asks the record about any other error', async () => {
    expect(await healthy.isOutage(new TypeError('x is not a function'))).toBe(false);
    expect(await away.isOutage(new TypeError('x is not a function'))).toBe(true);
  });
});

describe('waitAfter', () => {
  it('doubles up to the longest wait', () => {
    const waits = [1, 2, 3, 4, 500].map((failures) => waitAfter(failures, { firstMs: 100, longestMs: 700 }));
    expect(waits).toEqual([100, 200, 400, 700, 700]);
  });
});
