import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../harness/databases';
import { ReviewsUnderTest } from './reviews-under-test';

const cases = 100_000;
let reviews: ReviewsUnderTest;

beforeAll(async () => {
  // Rows of cases alone: the watch reads nothing else of them.
  const { url } = await freshDatabase({ brokenOnPurpose: true });
  reviews = await ReviewsUnderTest.open(url, { statementTimeoutMs: 120_000 });
  const registered = await reviews.pile(1);
  for (let from = 1; from <= cases; from += 10_000)
    await reviews.record.sql(
      `INSERT INTO cases
       SELECT (jsonb_populate_record(c, jsonb_build_object(
         'tracking_number', 'CT-X' || lpad(i::text, 9, '0'),
         'category', k.categories[1 + i % cardinality(k.categories)],
         'responsible_department', k.departments[1 + (i / 7) % cardinality(k.departments)],
         'registered_at', clock_timestamp() - make_interval(hours => i % 900)))).*
       FROM generate_series($2::int, $3::int) AS i, cases c,
         (SELECT (SELECT array_agg(code) FROM categories) AS categories,
           (SELECT array_agg(code) FROM departments WHERE kind = 'department') AS departments) AS k
       WHERE c.tracking_number = $1`,
      [registered[0], from, from + 9_999],
    );
  await reviews.record.sql('VACUUM (ANALYZE) cases');
}, 300_000);
afterAll(() => reviews?.record.close());

describe('the watch over 100,000 open cases', () => {
  it('counts all of them, without a cap, in well under a second', async () => {
    const look = (await reviews.watch.look())!;
    expect(look.opened.length).toBeGreaterThan(100);
    const took: number[] = [];
    for (let times = 5; times > 0; times--) {
      const begun = performance.now();
      expect(await reviews.watch.look()).toEqual({ opened: [], ended: [], resumed: [] });
      took.push(performance.now() - begun);
    }
    if (process.env.CASETRACE_PRINT_MEASURES) console.log(`looks took ${took.map(Math.round).join(', ')} ms`);
    expect(took.sort((one, other) => one - other)[2]).toBeLessThan(1_000);
    const [counted] = await reviews.record.sql<{ open: number }>(
      `SELECT sum((figures_before ->> 'open')::int)::int AS open FROM process_reviews WHERE scope = 'department'`,
    );
    expect(counted!.open).toBe(cases + 1);
  }, 120_000);
});
