import { ProblemError } from '../problems/problem-error';
import { AttemptWindow } from './attempt-window';

export interface WrongCredentialsOptions {
  allowed: number;
  windowSeconds: number;
}

/** Bounds guessing: wrong access codes and keys, per tracking number and per address. */
export class WrongCredentials {
  private readonly window: AttemptWindow;

  constructor(options: WrongCredentialsOptions) {
    this.window = new AttemptWindow(options);
  }

  /**
   * Lets `check` run unless too many tries under one of the keys were wrong; a null answer counts as wrong. Asked again
   * afterwards, so that of many guesses at once the right one is not told either.
   * @throws ProblemError tooManyRequests with the seconds to wait.
   */
  async guard<T>(keys: string[], check: () => Promise<T | null>): Promise<T | null> {
    this.refuseTooMany(keys);
    const found = await check();
    this.refuseTooMany(keys);
    if (found === null) keys.forEach((key) => this.window.count(key));
    return found;
  }

  private refuseTooMany(keys: string[]): void {
    const retryAfterSeconds = Math.max(...keys.map((key) => this.window.wait(key)));
    if (retryAfterSeconds > 0) throw new ProblemError('tooManyRequests', undefined, { retryAfterSeconds });
  }
}
