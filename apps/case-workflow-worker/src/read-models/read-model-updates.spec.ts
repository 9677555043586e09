import { describe, expect, it, jest } from '@jest/globals';
import type { ReadModels } from '@casetrace/case-record';
import type { Log } from '@casetrace/service-kit';
import { ReadModelUpdates } from './read-model-updates';

const log = { warn: jest.fn(), error: jest.fn(), info: jest.fn() } as unknown as Log;

/** Cases that wait to be written; the poisonous one fails its batch. */
class Waiting implements Pick<ReadModels, 'update' | 'unread'> {
  readonly written: string[] = [];

  constructor(
    private readonly numbers: string[],
    private readonly poisonous: string,
  ) {}

  unread(limit: number): Promise<string[]> {
    return Promise.resolve(this.left([]).slice(0, limit));
  }

  update(limit: number, putOff: readonly string[] = []): Promise<{ cases: number }> {
    const batch = this.left(putOff).slice(0, limit);
    if (batch.includes(this.poisonous)) return Promise.reject(new Error('cannot be written'));
    this.written.push(...batch);
    return Promise.resolve({ cases: batch.length });
  }

  private left(putOff: readonly string[]): string[] {
    return this.numbers.filter((number) => !this.written.includes(number) && !putOff.includes(number));
  }
}

let desksBusy = false;
const desks = { comeFirst: () => Promise.resolve(desksBusy), caughtUp: () => undefined };

describe('the updates of the read models', () => {
  it('put off a case that cannot be written, count it, and write all others', async () => {
    const waiting = new Waiting(['a', 'b', 'c', 'd', 'e'], 'b');
    const failing: number[] = [];
    const figures = { readModelsFailing: { set: (count: number) => failing.push(count) } };
    const updates = new ReadModelUpdates(waiting, desks, { batch: 3, pollMs: 1 }, log, figures as never);
    updates.start();
    while (waiting.written.length < 4) await new Promise((resolve) => setImmediate(resolve));
    await updates.stop();
    expect(waiting.written).toEqual(['a', 'c', 'd', 'e']);
    expect(failing).toContain(1);
  });

  it('wait while the desks come first', async () => {
    const waiting = new Waiting(['a', 'b'], '');
    const figures = { readModelsFailing: { set: () => undefined } };
    const updates = new ReadModelUpdates(waiting, desks, { batch: 3, pollMs: 1 }, log, figures as never);
    desksBusy = true;
    updates.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(waiting.written).toEqual([]);
    desksBusy = false;
    while (waiting.written.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await updates.stop();
  });
});
