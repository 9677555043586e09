import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '../problems/problem-error';
import { addressKey, AttemptWindow } from './attempt-window';
import { WrongCredentials } from './wrong-credentials';

describe('WrongCredentials', () => {
  it('refuses the right code too after too many wrong ones, and says how long to wait', async () => {
    const wrong = new WrongCredentials({ allowed: 2, windowSeconds: 60 });
    for (let attempt = 0; attempt < 2; attempt++) {
      expect(await wrong.guard(['number:1'], () => Promise.resolve(null))).toBeNull();
    }
    const refused = await wrong
      .guard(['number:1'], () => Promise.resolve('right'))
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect(refused).toMatchObject({ code: 'tooManyRequests', more: { retryAfterSeconds: 60 } });
    expect(await wrong.guard(['number:2'], () => Promise.resolve('right'))).toBe('right');
  });

  it('does not tell the right one of many guesses at once', async () => {
    const wrong = new WrongCredentials({ allowed: 3, windowSeconds: 60 });
    const guesses = Array.from({ length: 20 }, (_, index) =>
      wrong.guard(['number:1'], () => Promise.resolve(index === 19 ? 'right' : null)).catch(() => 'refused'),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter((answer) => answer === null)).toHaveLength(3);
    expect(answers).not.toContain('right');
  });

  it('never counts right ones, however many at once', async () => {
    const wrong = new WrongCredentials({ allowed: 1, windowSeconds: 60 });
    const all = Array.from({ length: 50 }, () => wrong.guard(['address:1'], () => Promise.resolve('right')));
    expect(new Set(await Promise.all(all))).toEqual(new Set(['right']));
  });
});

describe('AttemptWindow', () => {
  it('begins anew when the window is over, and forgets the oldest key when it is full', () => {
    let now = 0;
    const window = new AttemptWindow({ allowed: 1, windowSeconds: 10, mostKeys: 2, now: () => now });
    window.count('a');
    expect(window.wait('a')).toBe(10);
    now = 10_000;
    expect(window.wait('a')).toBe(0);
    window.count('b');
    window.count('c');
    window.count('d');
    expect([window.wait('b'), window.wait('c'), window.wait('d')]).toEqual([0, 10, 10]);
  });
});

describe('addressKey', () => {
  it.each([
    ['10.0.0.7', 'address:10.0.0.7'],
    ['::ffff:10.0.0.7', 'address:10.0.0.7'],
    ['2001:db8:1:2:3:4:5:6', 'address:2001:db8:1:2'],
    ['2001:db8:1:2::9', 'address:2001:db8:1:2'],
    ['::1', 'address:0:0:0:0'],
  ])('takes %s for %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
