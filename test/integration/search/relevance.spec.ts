import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseSearch, collectionOf } from '@casetrace/case-search';
import fc from 'fast-check';
import { SearchGround } from './search-ground';

const matching = 40;
/** Shorter than it takes to meet all that match, as in a large record. */
const longestWalk = 25;
const word = '蝴蝶兰';
const auditor = { department: 'city', everyContact: false };

let ground: SearchGround;
beforeAll(async () => {
  ground = await SearchGround.open();
  for (let index = 0; index < matching; index++) await registerMatch(index);
  for (let index = 0; index < 5; index++) await ground.record.registerCase({ subject: '无关' });
  await ground.read();
});
afterAll(() => ground.close());

/** Of some dozen different ranks, so that many cases are equals. */
const registerMatch = (index: number) =>
  ground.record.registerCase({
    subject: index % 3 === 0 ? word : '花卉',
    details: `${word}${'养护。'.repeat(index % 4)}${word.repeat(index % 5)}`,
  });

/** A word that stands in half of all cases is looked for by a walk, a rare one is gathered. */
const collections = {
  walk: collectionOf({ cases: 1_000_000, terms: ['蝴蝶', '蝶兰'], shares: [0.5, 0.5, 0.5, 0.5] }),
  gather: collectionOf({ cases: 1_000_000, terms: ['养老'], shares: [0.001, 0.001, 0.5] }),
};
type Way = keyof typeof collections;

interface Asked {
  order: 'newest' | 'relevance';
  way: Way;
  window: number;
  limit: number;
}

/** All pages to the end; `between` is done after each of them. */
async function pagesOf({ order, way, window, limit }: Asked, between?: () => Promise<void>) {
  const search = new CaseSearch(
    ground.record.database,
    { current: () => Promise.resolve(collections[way]) },
    { rankedAmong: window, longestWalk },
  );
  const shown: string[] = [];
  let cursor: string | null = null;
  let total = null;
  do {
    const request = { q: word, filter: {}, order, limit, ...(cursor !== null && { cursor }) };
    const page = await search.search(request, auditor);
    shown.push(...page.items.map(({ trackingNumber }) => trackingNumber));
    total ??= page.total;
    cursor = page.next;
    await between?.();
  } while (cursor !== null);
  return { shown, total };
}

const newest = async (count: number): Promise<string[]> =>
  (await pagesOf({ order: 'newest', way: 'gather', window: 1, limit: 100 })).shown.slice(0, count);

describe('all pages of a search by relevance', () => {
  it('show each of the newest matches that were ranked once, and no other, and say how many those are', async () => {
    const asked = fc.record({
      way: fc.constantFrom<Way>('walk', 'gather'),
      window: fc.integer({ min: 1, max: matching + 10 }),
      limit: fc.integer({ min: 1, max: 15 }),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ way, window, limit }) => {
        const { shown, total } = await pagesOf({ order: 'relevance', way, window, limit });
        const ranked = await newest(window);
        expect(shown).toHaveLength(ranked.length);
        expect([...shown].sort()).toEqual([...ranked].sort());
        expect(total).toMatchObject({ rankedAmong: ranked.length });
        expect(total!.capped || total!.count === matching).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('are the same whichever way the cases are found', async () => {
    for (const window of [7, 20, matching, matching + 1]) {
      const asked = { order: 'relevance', window, limit: 6 } as const;
      const { shown } = await pagesOf({ ...asked, way: 'gather' });
      expect((await pagesOf({ ...asked, way: 'walk' })).shown).toEqual(shown);
    }
  });

  it('show those that the first page ranked, though new ones come between two pages', async () => {
    for (const way of ['walk', 'gather'] as const) {
      const ranked = await newest(20);
      const { shown } = await pagesOf({ order: 'relevance', way, window: 20, limit: 6 }, async () => {
        await registerMatch(0);
        await ground.read();
      });
      expect([...shown].sort()).toEqual([...ranked].sort());
    }
  });
});
