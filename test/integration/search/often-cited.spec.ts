import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importCollection, GuidancePublisher, shippedCollection } from '@casetrace/guidance';
import { DatabaseClock, recordDefaults } from '@casetrace/case-record';
import { handler, registered, resolution } from '../doors/registrations';
import { byImport } from '../guidance/collection';
import { SearchGround } from './search-ground';

const law = { guidance: 'social-insurance-law', edition: 1 };
let ground: SearchGround;

beforeAll(async () => {
  ground = await SearchGround.open();
  const { database } = ground.record;
  const publisher = new GuidancePublisher(database, new DatabaseClock(recordDefaults.shiftClock));
  await importCollection({ database, publisher }, shippedCollection, byImport);
});
afterAll(() => ground.close());

/** A closed case that cites the law twice in its resolution. */
async function closedCase(subject: string): Promise<void> {
  const { number } = await registered(ground.doors, { subject });
  const cited = { ...resolution, citations: [law, { ...law, article: 'article-16' }] };
  const resolved = await ground.act(
    number,
    'resolve',
    { ...cited, seen: await ground.seen(number, handler) },
    handler,
  );
  expect(resolved.status).toBe(200);
  const answer = { answer: 'satisfied', seen: await ground.seen(number, handler) };
  await ground.act(number, 'answer', answer, 'window-1');
}

describe('guidance that similar closed cases often cite', () => {
  it('is named with its title, and each case counts once', async () => {
    await closedCase('养老金核定少计三年');
    await closedCase('养老金核定少计一年');
    const { number } = await registered(ground.doors);
    await ground.read();
    const { status, body } = await ground.similar(number);
    expect(status).toBe(200);
    expect(body.oftenCited).toEqual([
      { ...law, cases: 2, newerEdition: null, title: { zh: expect.any(String), en: expect.any(String) } },
    ]);
    expect(body.oftenCited[0].title.zh).toContain('社会保险法');
  });
});
