import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CollectionRefused, shippedCollection } from '@casetrace/guidance';
import { editionAnswer, guidanceAnswer, guidancePageAnswer } from '@casetrace/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freshDatabase, onDatabase } from '../../harness/databases';
import { type Answer, get, post, send } from '../doors/http';
import { type Doors, openDoors } from '../doors/open-doors';
import { imported, parkingRules } from './collection';

let doors: Doors;
let url: string;
beforeAll(async () => {
  url = (await freshDatabase()).url;
  await imported(url);
  doors = await openDoors(url);
});
afterAll(() => doors.close());

const administrator = 'administrator-1';
const search = async (query: Record<string, string>): Promise<Answer> =>
  get(`${doors.intake}/v1/guidance?${new URLSearchParams(query).toString()}`);
const put = (code: string, body: unknown, as = administrator): Promise<Answer> =>
  send('PUT', `${doors.query}/v1/guidance/${code}`, body, { as });
const retire = (code: string, body: unknown = { reason: '废止。' }): Promise<Answer> =>
  post(`${doors.query}/v1/guidance/${code}/retirement`, body, { as: administrator });
const read = (code: string, edition?: number): Promise<Answer> =>
  get(`${doors.intake}/v1/guidance/${code}${edition === undefined ? '' : `?edition=${edition}`}`);
const codesOf = ({ body }: Answer): string[] => body.items.map(({ code }: { code: string }) => code);
type Segments = { text: string; hit: boolean }[];
const hitsIn = (segments: Segments): string[] => segments.filter(({ hit }) => hit).map(({ text }) => text);

describe('searching', () => {
  it('finds Chinese words of two characters, the document of that name first, highlighted', async () => {
    const found = await search({ q: '信访' });
    guidancePageAnswer.parse(found.body);
    const [first] = found.body.items;
    expect(first.code).toBe('letters-and-visits-regulation');
    expect(hitsIn(first.found.title.zh)).toEqual(['信访']);
    expect(first.articles.length).toBeGreaterThan(0);
    expect(hitsIn(first.articles[0].text.zh)).toContain('信访');
  });

  it('finds the article that holds the words, and words of the title with words of an article', async () => {
    const [alone] = (await search({ q: '六十日内办结' })).body.items;
    expect([alone.code, alone.articles[0].code]).toEqual(['letters-and-visits-regulation', 'article-34']);
    const [both] = (await search({ q: '信访 复核' })).body.items;
    expect(both.code).toBe('letters-and-visits-regulation');
    expect(both.articles.map(({ code }: { code: string }) => code)).toContain('article-36');
  });

  it('finds English words however they are bent and typed, traditional characters as well', async () => {
    const english = await search({ q: 'letter visit' });
    expect(codesOf(english)[0]).toBe('letters-and-visits-regulation');
    expect(hitsIn(english.body.items[0].found.title.en)).toEqual(['Letters', 'Visits']);
    expect(codesOf(await search({ q: '勞動合同' }))[0]).toBe('labour-contract-law');
  });

  it('weighs titles and headings more than texts', async () => {
    await put('rank-title', { ...parkingRules, title: { zh: '飞碟规定', en: 'Saucers' } });
    await put('rank-heading', {
      ...parkingRules,
      articles: [{ ...parkingRules.articles[0], heading: { zh: '飞碟', en: 'Saucers' } }],
    });
    await put('rank-body', {
      ...parkingRules,
      articles: [{ ...parkingRules.articles[0], text: { zh: '不得停放飞碟。', en: 'No saucer.' } }],
    });
    const codes = codesOf(await search({ q: '飞碟' }));
    expect(codes).toHaveLength(3);
    expect(codes[2]).toBe('rank-body');
  });

  it('shows what is in force today, and with `all` what is not any more', async () => {
    expect(codesOf(await search({ q: '噪声' }))).not.toContain('noise-pollution-law');
    const all = await search({ q: '噪声', all: 'true' });
    const old = all.body.items.find(({ code }: { code: string }) => code === 'noise-pollution-law');
    expect(old).toMatchObject({ inForce: false, validTo: '2026-08-14' });
  });

  it('filters by category, keeping what is for all, and by kind', async () => {
    const found = (await search({ category: 'unpaid-wages', limit: '50' })).body.items;
    for (const { categories } of found as { categories: string[] }[]) {
      if (categories.length > 0) expect(categories).toContain('unpaid-wages');
    }
    expect(found.map(({ code }: { code: string }) => code)).toContain('migrant-worker-wages-regulation');
    expect(codesOf(await search({ kind: 'contact' }))).toEqual(['demo-city-contacts']);
  });

  it.each<Record<string, string>>([{}, { q: '申请' }, { q: 'days' }])(
    'pages through %j without losing or repeating any',
    async (asked) => {
      const whole = codesOf(await search({ ...asked, limit: '50' }));
      expect(whole.length).toBeGreaterThan(5);
      const paged: string[] = [];
      let next: string | null = null;
      do {
        const page: Answer = await search({ ...asked, limit: '4', ...(next !== null && { cursor: next }) });
        expect(page.status).toBe(200);
        paged.push(...codesOf(page));
        next = page.body.next;
      } while (next !== null);
      expect(paged).toEqual(whole);
    },
  );

  it('finds nothing for what is no word, and is the same for the staff', async () => {
    expect((await search({ q: '，。!' })).body).toEqual({ items: [], next: null });
    const staff = await get(`${doors.query}/v1/guidance?q=${encodeURIComponent('信访')}`, {
      as: 'operations-1',
    });
    expect(staff.body).toEqual((await search({ q: '信访' })).body);
  });

  it.each([
    ['limit=51', 'limit'],
    ['kind=poem', 'kind'],
    ['all=perhaps', 'all'],
    [`q=${'x'.repeat(101)}`, 'q'],
    ['sort=random', 'sort'],
    ['category=a%00b', 'category'],
  ])('refuses %s and names the field', async (query, path) => {
    const { status, body } = await get(`${doors.intake}/v1/guidance?${query}`);
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ path })]]);
  });

  it('answers whatever is typed without a fault', async () => {
    const cursor = Buffer.from('["0.1","x",1]').toString('base64url');
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom("'", ':*', '&|!<1>', "a'b\\", '㌀'.repeat(100), '\u0000', '信访 :* & !', '%', '_'),
    );
    const query = fc.record(
      {
        q: typed,
        category: fc.oneof(fc.constant('noise'), typed),
        kind: fc.oneof(fc.constant('law'), typed),
        all: fc.oneof(fc.constant('true'), typed),
        limit: fc.oneof(fc.integer().map(String), typed),
        cursor: fc.oneof(fc.constant(cursor), fc.base64String(), typed),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        const { status } = await search(asked);
        expect([200, 400]).toContain(status);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an edition', () => {
  it('is made by publishing what changed, and the ones before it stay', async () => {
    const first = await put('parking', parkingRules);
    expect(editionAnswer.parse(first.body)).toEqual({ code: 'parking', edition: 1, changed: true });
    expect((await put('parking', { ...parkingRules, reason: '又一次。' })).body).toEqual({
      code: 'parking',
      edition: 1,
      changed: false,
    });
    const title = { zh: '停车新规', en: 'New parking rules' };
    expect((await put('parking', { ...parkingRules, title, reason: '修订。' })).body.edition).toBe(2);
    const newest = await read('parking');
    guidanceAnswer.parse(newest.body);
    expect(newest.body).toMatchObject({ edition: 2, title, publishedBy: administrator, inForce: true });
    expect(newest.body.editions).toMatchObject([
      { edition: 1, reason: '新规定。', publishedBy: administrator },
      { edition: 2, reason: '修订。' },
    ]);
    expect((await read('parking', 1)).body).toMatchObject({ title: parkingRules.title, inForce: false });
    expect(codesOf(await search({ q: '停车规定' }))).not.toContain('parking');
  });

  it('that is to come does not replace the one in force before its day', async () => {
    await put('to-come', parkingRules);
    await put('to-come', {
      ...parkingRules,
      validFrom: '2999-01-01',
      title: { zh: '将来规定', en: 'Later' },
    });
    expect((await read('to-come')).body.edition).toBe(1);
    expect(codesOf(await search({ q: '将来规定' }))).toEqual([]);
    expect(codesOf(await search({ q: '将来规定', all: 'true' }))).toEqual(['to-come']);
  });

  it('is made once where two publish the same at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => put('same-time', parkingRules)));
    expect(answers.map(({ body }) => body.edition)).toEqual([1, 1, 1]);
    expect(answers.filter(({ body }) => body.changed)).toHaveLength(1);
  });

  it.each([
    [{ source: undefined }, 'source'],
    [{ sourceDate: 'yesterday' }, 'sourceDate'],
    [{ title: { zh: '只有中文' } }, 'title.en'],
    [{ reason: undefined }, 'reason'],
    [{ validTo: '2019-01-01' }, 'validTo'],
    [{ articles: [parkingRules.articles[0], parkingRules.articles[0]] }, 'articles.1.code'],
    [{ colour: 'red' }, 'colour'],
  ])('is refused with %j', async (change, path) => {
    const { status, body } = await put('refused', { ...parkingRules, ...change });
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ path })]]);
    expect((await read('refused')).body.code).toBe('noSuchResource');
  });

  it('is refused with an unknown category, with what cannot be kept, and from anybody else', async () => {
    const unknown = await put('refused', { ...parkingRules, categories: ['noise', 'astrology'] });
    expect([unknown.status, unknown.body.code, unknown.body.categories]).toEqual([
      409,
      'unknownCategory',
      ['astrology'],
    ]);
    const broken = { ...parkingRules, opening: { zh: 'a\u0000b', en: 'x' } };
    expect((await put('refused', broken)).body.code).toBe('invalidRequest');
    const never = { ...parkingRules, sourceDate: '0000-01-01' };
    expect((await put('refused', never)).body.code).toBe('invalidRequest');
    expect((await put('refused', parkingRules, 'city-1')).body.code).toBe('notAllowed');
    expect((await read('refused')).status).toBe(404);
  });
});

describe('retiring', () => {
  it('ends a document at once, with who and why, and keeps it readable', async () => {
    await put('retired', { ...parkingRules, title: { zh: '废止规定', en: 'Retired' } });
    const answer = await retire('retired', { validTo: '2026-01-31', reason: '被新规代替。' });
    expect(answer.status).toBe(200);
    guidanceAnswer.parse(answer.body);
    expect(answer.body).toMatchObject({
      inForce: false,
      validTo: '2026-01-31',
      retired: { by: administrator, reason: '被新规代替。' },
    });
    expect(codesOf(await search({ q: '废止规定' }))).toEqual([]);
    expect(codesOf(await search({ q: '废止规定', all: 'true' }))).toEqual(['retired']);
    const again = await retire('retired', { reason: '再次。' });
    expect(again.body.retired.reason).toBe('被新规代替。');
  });

  it('is undone by a new edition', async () => {
    await put('back', parkingRules);
    await retire('back');
    expect((await read('back')).body.inForce).toBe(false);
    expect((await put('back', parkingRules)).body).toEqual({ code: 'back', edition: 2, changed: true });
    expect((await read('back')).body).toMatchObject({ edition: 2, inForce: true, retired: null });
  });

  it('is refused for what there is not, for a day to come, and without a reason', async () => {
    expect((await retire('nothing')).body.code).toBe('noSuchResource');
    await put('still', parkingRules);
    expect((await retire('still', { validTo: '2999-01-01', reason: 'x' })).body.code).toBe('invalidRequest');
    expect((await retire('still', {})).body.errors).toMatchObject([{ path: 'reason' }]);
    const officer = await post(
      `${doors.query}/v1/guidance/still/retirement`,
      { reason: 'x' },
      { as: 'window-1' },
    );
    expect(officer.body.code).toBe('notAllowed');
    expect((await read('still')).body.inForce).toBe(true);
  });
});

describe('importing', () => {
  const editions = (databaseUrl: string): Promise<number> =>
    onDatabase(databaseUrl, async (client) => {
      const { rows } = await client.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM guidance_editions',
      );
      return rows[0]!.count;
    });

  it('again changes nothing, and a changed file makes its next edition', async () => {
    const { url: own } = await freshDatabase();
    const first = await imported(own);
    expect(first.published).toHaveLength(first.documents);
    expect((await imported(own)).published).toEqual([]);
    const folder = mkdtempSync(join(tmpdir(), 'casetrace-collection-'));
    try {
      cpSync(shippedCollection, folder, { recursive: true });
      const file = join(folder, 'legal-aid-law.md');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^summary: true$/m, 'summary: false'));
      expect((await imported(own, folder)).published).toEqual(['legal-aid-law']);
      expect(await editions(own)).toBe(first.documents + 1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('takes nothing where one file is wrong, and names every problem', async () => {
    const { url: own } = await freshDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'casetrace-collection-'));
    try {
      cpSync(shippedCollection, folder, { recursive: true });
      for (const name of ['legal-aid-law.md', 'labour-contract-law.md']) {
        const text = readFileSync(join(folder, name), 'utf8');
        writeFileSync(join(folder, name), text.replace(/^source: .*\n/m, ''));
      }
      const refused = await imported(own, folder).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(CollectionRefused);
      expect((refused as CollectionRefused).message).toContain(
        'labour-contract-law.md:1: source: is missing',
      );
      expect((refused as CollectionRefused).message).toContain('legal-aid-law.md:1: source: is missing');
      expect(await editions(own)).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('leaves retired what was retired', async () => {
    await retire('data-security-law');
    expect((await imported(url)).published).not.toContain('data-security-law');
    expect((await read('data-security-law')).body.inForce).toBe(false);
  });

  it('is done by its program', async () => {
    const { url: own } = await freshDatabase();
    const program = join(__dirname, '../../../libs/guidance/dist/cli/import-guidance.js');
    const run = promisify(execFile);
    const environment = { env: { ...process.env, DATABASE_URL: own } };
    const { stdout } = await run(process.execPath, [program], environment);
    expect(stdout).toMatch(/^35 documents: 35 new or changed, 0 as they were\n$/);
    const again = await run(process.execPath, [program, shippedCollection], environment);
    expect(again.stdout).toMatch(/: 0 new or changed, 35 as they were\n$/);
    const failed = run(process.execPath, [program, join(__dirname, 'nowhere')], environment);
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('import-guidance: '),
    });
  });
});
