import { setTimeout as pause } from 'node:timers/promises';
import { WrongAttributes } from '../temporal/search-attributes';

const betweenAttemptsMs = 500;

/** Repeats a step until it succeeds or the time of the whole set-up is over. */
export class Waiting {
  private readonly end: number;

  constructor(private readonly seconds: number) {
    this.end = Date.now() + seconds * 1_000;
  }

  /** @throws Error that names what was waited for, with the last failure; WrongAttributes at once. */
  async until<T>(what: string, step: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        if (error instanceof WrongAttributes) throw error;
        if (Date.now() >= this.end) {
          const reason = error instanceof Error ? error.message : String(error);
          throw new Error(`Waited ${this.seconds} s until ${what}: ${reason}`, { cause: error });
        }
        await pause(betweenAttemptsMs);
      }
    }
  }
}
