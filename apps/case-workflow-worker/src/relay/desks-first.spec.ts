import { beforeEach, describe, expect, it } from '@jest/globals';
import { DesksFirst } from './desks-first';

let now = 0;
let entries = 0;
let asked = 0;
const desks = {
  entriesSoFar: () => {
    asked += 1;
    return Promise.resolve(entries);
  },
};
const clock = () => now;

beforeEach(() => {
  now = entries = asked = 0;
});

/** Desks that write so many entries in each of the next seconds; what the relay is told at the end of each. */
async function seconds(first: DesksFirst, ...written: number[]): Promise<boolean[]> {
  const told: boolean[] = [];
  for (const count of written) {
    now += 1_000;
    entries += count;
    told.push(await first.comeFirst());
  }
  return told;
}

describe('desks come first', () => {
  it('while they write so many entries a second', async () => {
    const first = new DesksFirst(desks, 50, clock);
    expect(await first.comeFirst()).toBe(false);
    expect(await seconds(first, 49, 50, 300, 0)).toEqual([false, true, true, false]);
  });

  it('for ten seconds at the most, until the engine has caught up', async () => {
    const first = new DesksFirst(desks, 50, clock);
    await first.comeFirst();
    const busy = Array.from({ length: 12 }, () => 100);
    expect(await seconds(first, ...busy)).toEqual([...Array.from({ length: 10 }, () => true), false, false]);
    expect(await seconds(first, 100)).toEqual([false]);
    first.caughtUp();
    expect(await seconds(first, 100)).toEqual([true]);
  });

  it('and a short rest that did not let the engine catch up gives them no further ten seconds', async () => {
    const first = new DesksFirst(desks, 50, clock);
    await first.comeFirst();
    await seconds(first, ...Array.from({ length: 10 }, () => 100));
    expect(await seconds(first, 0, 100)).toEqual([false, false]);
  });

  it('is measured ten times a second, however often it is asked', async () => {
    const first = new DesksFirst(desks, 50, clock);
    await first.comeFirst();
    await seconds(first, 100);
    for (let times = 0; times < 9; times++) {
      now += 10;
      expect(await first.comeFirst()).toBe(true);
    }
    expect(asked).toBe(2);
  });

  it('is not measured where the relay never gives way', async () => {
    expect(await seconds(new DesksFirst(desks, 0, clock), 1_000, 1_000)).toEqual([false, false]);
    expect(asked).toBe(0);
  });
});
