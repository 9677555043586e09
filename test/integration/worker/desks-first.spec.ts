import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../engines';
import { World } from './worker-under-test';

let world: World;

beforeAll(async () => {
  world = await World.begin({ environment: { DESKS_BUSY_FROM: '1' } });
  await world.limits('noise', { idle: 2 });
});
afterAll(async () => world?.end());

/** Cases of which the engine, or search and figures, do not know the newest. */
async function waiting(known: 'delivered_version' | 'read_version'): Promise<number> {
  const text = `SELECT count(*)::int AS count FROM workflow_sync WHERE ${known} < wanted_version`;
  const [row] = await world.record.database.rows<{ count: number }>({ name: '', text });
  return row?.count ?? 0;
}

/** Desks that register one case after another until they are told to stop; how many. */
function rush(): { end: () => Promise<number> } {
  let over = false;
  const registered = (async () => {
    let count = 0;
    for (; !over; count++) {
      await world.record.registerCase({ category: 'unpaid-wages' });
      await pause(20);
    }
    return count;
  })();
  return {
    end: () => {
      over = true;
      return registered;
    },
  };
}

describe('while the desks come first', () => {
  it('the engine hears of what is due soon at once, and of the rest when there is time', async () => {
    await world.record.registerCase({ category: 'unpaid-wages' });
    await eventually(async () => expect(await waiting('delivered_version')).toBe(0));
    const desks = rush();
    await eventually(async () => expect(await waiting('delivered_version')).toBeGreaterThan(20));

    const { trackingNumber } = await world.record.registerCase({ category: 'noise' });
    await eventually(
      async () => {
        const { level } = await world.record.cases.situation(trackingNumber);
        expect(level).toBeGreaterThan(0);
      },
      { withinMs: 15_000 },
    );
    expect(await waiting('delivered_version')).toBeGreaterThan(20);

    expect(await desks.end()).toBeGreaterThan(20);
    for (const known of ['delivered_version', 'read_version'] as const)
      await eventually(async () => expect(await waiting(known)).toBe(0), { withinMs: 60_000 });
  });
});
