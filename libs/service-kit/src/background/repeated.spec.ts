import { describe, expect, it } from '@jest/globals';
import { Patience } from './patience';
import { Repeated } from './repeated';

describe('repeated work', () => {
  it('goes on after a failure, and ends when it is stopped', async () => {
    const failures: unknown[] = [];
    let turns = 0;
    const work = new Repeated(
      () => {
        turns += 1;
        return turns === 2 ? Promise.reject(new Error('once')) : Promise.resolve(0);
      },
      (error) => failures.push(error),
      new Patience(1, 2),
    );
    work.start();
    work.start();
    while (turns < 5) await new Promise((resolve) => setImmediate(resolve));
    await work.stop();
    const ended = turns;
    await new Promise((resolve) => setImmediate(resolve));
    expect(turns).toBe(ended);
    expect(failures).toEqual([new Error('once')]);
  });

  it('does not wait out a pause when it is stopped', async () => {
    const work = new Repeated(
      () => Promise.resolve(3_600_000),
      () => undefined,
    );
    work.start();
    await new Promise((resolve) => setImmediate(resolve));
    await work.stop();
  });
});
