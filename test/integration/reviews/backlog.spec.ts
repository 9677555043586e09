import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { firstBadReviewEntry } from '@casetrace/process-reviews';
import { freshDatabase } from '../../harness/databases';
import { runRecordProgram } from '../../harness/record-programs';
import { command, progress } from '../record/record-under-test';
import { counter, pensions, ReviewsUnderTest } from './reviews-under-test';

const opened: ReviewsUnderTest[] = [];
let reviews: ReviewsUnderTest;
let url: string;
beforeEach(async () => {
  ({ url } = await freshDatabase({ brokenOnPurpose: true }));
  reviews = await ReviewsUnderTest.open(url);
  opened.push(reviews);
  await reviews.limits(pensions);
  reviews.record.itIs('2026-11-26T01:00:00Z');
});
afterAll(async () => {
  for (const each of opened) await each.record.close();
});

const later = (minutes: number): void =>
  reviews.record.itIs(new Date(Date.parse('2026-11-26T01:00:00Z') + minutes * 60_000).toISOString());
const inbox = (department: string) =>
  reviews.record.sql<{ kind: string; review: string; trackingNumber: string | null }>(
    `SELECT kind, data ->> 'review' AS review, tracking_number AS "trackingNumber" FROM inbox_entries
     WHERE department = $1 ORDER BY created_at`,
    [department],
  );
const withdraw = async (numbers: string[]): Promise<void> => {
  const filer = { kind: 'filer', department: 'service-hall-windows', officer: null } as const;
  for (const number of numbers) {
    await reviews.record.commands.execute(command(number, { type: 'withdraw', body: {} }, { actor: filer }));
  }
};

describe('the watch for backlogs', () => {
  it('opens one review for the superior in charge once cases are old, and not because they are many', async () => {
    await reviews.pile(4);
    expect(await reviews.watch.look()).toMatchObject({ opened: [] });
    later(2);
    const look = await reviews.watch.look();
    expect(look!.opened).toHaveLength(1);
    const [id] = look!.opened;
    expect(await reviews.reader.read(id!)).toMatchObject({
      status: 'opened',
      category: { code: pensions },
      scope: 'department',
      place: { code: counter },
      inCharge: { code: pensions },
      passed: ['age'],
      figuresBefore: { open: 4, old: 4, medianAgeSeconds: 120, weeklyClosings: 0 },
      entries: [{ sequence: 1, kind: 'opened' }],
    });
    expect(await inbox(pensions)).toEqual([
      { kind: 'processReviewOpened', review: id, trackingNumber: null },
    ]);
    expect(await reviews.watch.look()).toMatchObject({ opened: [], ended: [], resumed: [] });
  });

  it('opens one review however many processes look at once', async () => {
    await reviews.pile(4);
    later(2);
    const looks = await Promise.all(Array.from({ length: 6 }, () => reviews.watch.look()));
    expect(looks.flatMap((look) => look?.opened ?? [])).toHaveLength(1);
  });

  it('holds open cases against the closings of the last seven days', async () => {
    await reviews.limits(pensions, { count: 1_000, minimum: 5, weeks: 2 });
    await withdraw(await reviews.pile(3));
    await reviews.pile(6);
    expect(await reviews.watch.look()).toMatchObject({ opened: [] });
    await reviews.pile(1);
    expect((await reviews.watch.look())!.opened).toHaveLength(1);
  });

  it('gives what is spread below one superior to the lowest one, with counts of its own', async () => {
    await reviews.limits('noise');
    await reviews.pile(3, 'noise', 'environment-inspection-east');
    await reviews.pile(3, 'noise', 'environment-inspection');
    later(2);
    const { opened: ids } = (await reviews.watch.look())!;
    expect(ids).toHaveLength(1);
    expect(await reviews.reader.read(ids[0]!)).toMatchObject({
      scope: 'subtree',
      place: { code: 'environment-inspection' },
      inCharge: { code: 'environment-inspection' },
      figuresBefore: { open: 6 },
    });
    const { items } = await reviews.record.cases.worklist({ category: 'noise' }, { limit: 10 });
    expect(items.map(({ processReview }) => processReview)).toEqual(Array(6).fill(ids[0]));
  });

  it('ends an episode only below its share of the limit, and lets it come back into the open review', async () => {
    const numbers = await reviews.pile(4);
    later(2);
    const [id] = (await reviews.watch.look())!.opened;
    await withdraw(numbers.slice(0, 1));
    expect(await reviews.watch.look()).toMatchObject({ ended: [] });
    await withdraw(numbers.slice(1, 2));
    expect(await reviews.watch.look()).toMatchObject({ ended: [id] });
    await reviews.pile(2);
    later(4);
    expect(await reviews.watch.look()).toMatchObject({ opened: [], resumed: [id] });
    await reviews.say('close', id!, { reason: 'The counter had been closed for a week.' });
    expect(await reviews.watch.look()).toMatchObject({ opened: [], ended: [], resumed: [] });
  });

  it('opens a new review where cases pile up again after review and episode are over', async () => {
    const numbers = await reviews.pile(4);
    later(2);
    const [id] = (await reviews.watch.look())!.opened;
    await reviews.say('close', id!, { reason: 'Done by hand.' });
    await withdraw(numbers);
    expect((await reviews.watch.look())!.ended).toEqual([id]);
    await reviews.pile(4);
    later(4);
    const { opened: again } = (await reviews.watch.look())!;
    expect(again).toHaveLength(1);
    expect(again).not.toEqual([id]);
  });

  it('counts what waits for the department, not for the filer', async () => {
    const [first] = await reviews.pile(4);
    const { version } = await reviews.record.commands.execute(command(first!, progress()));
    const body = {
      ...{ process: 'p', result: 'r', rule: 'none', cause: 'c', causeKind: 'process' as const },
      ...{ citations: [], stepsDone: [], seen: { version, lastStatement: 0 } },
    };
    await reviews.record.commands.execute(command(first!, { type: 'resolve', body }));
    later(2);
    expect(await reviews.watch.look()).toMatchObject({ opened: [] });
  });
});

describe('a review that nobody gives an input to', () => {
  const begin = async (): Promise<string> => {
    await reviews.pile(4);
    later(2);
    return (await reviews.watch.look())!.opened[0]!;
  };

  it('goes up after the idle limit, level by level, and then to the supervisory body', async () => {
    const id = await begin();
    expect((await reviews.reader.read(id)).deadline).toMatchObject({ dueAt: '2026-12-01T09:30:00.000Z' });
    expect(await reviews.clock.escalateIdle(id)).toMatchObject({ level: 0, inCharge: pensions });
    const climbs: [string, string, number][] = [];
    for (const day of ['2026-12-02', '2026-12-08', '2026-12-14', '2026-12-18', '2026-12-29']) {
      reviews.record.itIs(`${day}T01:00:00Z`);
      const { inCharge: to, level } = await reviews.clock.escalateIdle(id);
      climbs.push([day, to, level]);
      expect(await reviews.clock.escalateIdle(id)).toMatchObject({ level });
    }
    expect(climbs).toEqual([
      ['2026-12-02', 'social-insurance', 1],
      ['2026-12-08', 'human-resources', 2],
      ['2026-12-14', 'city', 3],
      ['2026-12-18', 'city', 4],
      ['2026-12-29', 'city', 5],
    ]);
    expect((await inbox('city-supervision')).map(({ kind }) => kind)).toEqual([
      'processReviewEscalated',
      'processReviewEscalated',
    ]);
    expect(await firstBadReviewEntry(reviews.record.database)).toBeNull();
  });

  it('stays where an input is given in time, and while the emergency brake is on', async () => {
    const id = await begin();
    await reviews.say('acknowledge', id, {});
    const publication = { by: 'administrator-1', reason: 'Typhoon.' };
    const scope = { department: null, category: pensions, district: null };
    const { id: brake } = await reviews.record.publisher.suspendClocks(scope, publication);
    await reviews.watch.look();
    expect((await reviews.reader.read(id)).deadline).toBeNull();
    reviews.record.itIs('2026-12-10T01:00:00Z');
    expect(await reviews.clock.escalateIdle(id)).toMatchObject({ level: 0, wakeInMs: null });
    await reviews.record.publisher.liftSuspension(brake, publication);
    await reviews.watch.look();
    expect((await reviews.reader.read(id)).deadline).not.toBeNull();
  });

  it('notices an entry that is not as it was written', async () => {
    const id = await begin();
    await reviews.say('acknowledge', id, { text: 'Taken up.' });
    await expect(
      reviews.record.sql(`UPDATE process_review_entries SET content = 'x' WHERE review = $1`, [id]),
    ).rejects.toThrow(/append-only/);
    await reviews.record.sql(`ALTER TABLE process_review_entries DISABLE TRIGGER ALL`);
    await reviews.record.sql(
      `UPDATE process_review_entries SET content = 'Left lying.' WHERE review = $1 AND sequence = 2`,
      [id],
    );
    expect(await firstBadReviewEntry(reviews.record.database)).toEqual({ review: id, sequence: 2 });
    await expect(runRecordProgram('verify', url)).rejects.toThrow(`process review ${id}, entry 2`);
  });
});
