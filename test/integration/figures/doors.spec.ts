import { ReadModels, RulesSource } from '@casetrace/case-record';
import { civilDateAt } from '@casetrace/case-rules';
import {
  countedConsultations,
  figureIds,
  figuresModel,
  listCases,
  MonthlyReports,
  PublicFiguresReader,
  StatisticsReader,
} from '@casetrace/figures';
import { publicReviews } from '@casetrace/process-reviews';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { Workbook } from 'exceljs';
import fc from 'fast-check';
import { freshDatabase } from '../../engines';
import { staffKey } from '../../harness/staff-keys';
import { get } from '../doors/http';
import { type Doors, openDoors } from '../doors/open-doors';
import { RecordUnderTest } from '../record/record-under-test';
import { RandomTown } from './random-town';

let doors: Doors;
let record: RecordUnderTest;
let reports: MonthlyReports;
const as = 'window-1';
const month = '2026-02';
const period = 'from=2026-02-01&to=2026-02-28';
const injection = '=HYPERLINK("http://example.org","点击")';

beforeAll(async () => {
  const { url } = await freshDatabase();
  record = await RecordUnderTest.open(url);
  const rules = new RulesSource(record.database);
  reports = new MonthlyReports(record.database, rules);
  const town = new RandomTown(record, 7, '2026-02-02T01:00:00.000Z');
  await town.live(260);
  await record.registerCase({ subject: injection, category: 'noise' });
  await record.registerCase({ subject: '楼上装修噪声，"扰民"', category: 'noise' });
  record.itIsNow();
  await new ReadModels(record.database, rules, [figuresModel]).update(1_000);
  doors = await openDoors(url);
}, 120_000);
afterAll(async () => {
  await doors?.close();
  await record?.close();
});

describe('the statistics of a period', () => {
  it('answer every figure, in all and by category, each of them defined', async () => {
    const { status, body } = await get(`${doors.query}/v1/statistics?${period}&by=category`, { as });
    expect(status).toBe(200);
    expect(body).toMatchObject({ timeZone: 'Asia/Shanghai', by: 'category', asOf: { waiting: 0 } });
    expect(Object.keys(body.total).sort()).toEqual([...figureIds].sort());
    expect(body.total.registered).toBeGreaterThan(8);
    expect(body.items.find(({ key }: { key: string }) => key === 'noise').name.zh).toBeTruthy();
    const { body: defined } = await get(`${doors.query}/v1/statistics/definitions`, { as });
    const ids = defined.items.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(body.definitions));
    for (const { zh, en } of defined.items)
      for (const text of [zh.name, zh.meaning, en.name, en.meaning]) expect(text).toBeTruthy();
  });

  it('tell the time in departments, what went straight back, and who solved it', async () => {
    const { status, body } = await get(`${doors.query}/v1/statistics/departments?${period}`, { as });
    expect(status).toBe(200);
    expect(body.timeIn[0].name.en).toBeTruthy();
    const moves = body.handovers.reduce((sum: number, { moves: some }: { moves: number }) => sum + some, 0);
    const { body: all } = await get(`${doors.query}/v1/statistics?${period}`, { as });
    expect(moves).toBe(all.total.movedOut);
    expect(body.solvers.length).toBeGreaterThan(0);
    expect(body.pairs[0].returns).toBeGreaterThan(0);
  });

  it('rank what fails, with the parts that add up to the index', async () => {
    const { status, body } = await get(`${doors.query}/v1/statistics/failing?${period}`, { as });
    expect(status).toBe(200);
    for (const { index, why } of [...body.categories, ...body.rules]) {
      const points = why.reduce((sum: number, part: { points: number }) => sum + part.points, 0);
      expect(points).toBeCloseTo(index, 1);
    }
    const written = body.rules.map(({ key }: { key: string }) => key);
    expect(written).toContain('示范条例第三条');
    expect(written.filter((key: string) => key.includes('示范条例'))).toHaveLength(1);
  });

  it.each(['hotline-system', undefined])('are not for %s', async (who) => {
    for (const path of [
      'statistics',
      'statistics/failing',
      'statistics.csv',
      'cases.csv',
      'statistics/departments.csv',
      'statistics/failing.xlsx',
      `reports/${month}`,
      `reports/${month}.md`,
    ]) {
      const { status } = await get(
        `${doors.query}/v1/${path}?${period}`,
        who === undefined ? {} : { as: who },
      );
      expect([path, status]).toEqual([path, who === undefined ? 401 : 403]);
    }
  });

  it.each([
    ['from=2026-03-01&to=2026-02-01', 'to'],
    ['from=2026-02-30&to=2026-03-01', 'from'],
    ['from=0000-01-01&to=2026-03-01', 'from'],
    ['from=2001-01-01&to=2026-03-01', 'to'],
    [`${period}&by=mood`, 'by'],
    [`${period}&by=category&by=channel`, 'by'],
    [`${period}&category=a%27b`, 'category'],
    [`${period}&colour=red`, 'colour'],
    ['to=2026-03-01', 'from'],
  ])('refuse %s and say what is wrong with %s', async (query, path) => {
    const { status, body } = await get(`${doors.query}/v1/statistics?${query}`, { as });
    expect([status, body.code]).toEqual([400, 'invalidRequest']);
    expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  it('never answer 5xx, whatever is asked', async () => {
    const value = fc.oneof(
      fc.constantFrom(
        '2026-02-01',
        '2026-02-28',
        '1999-12-31',
        '2199-12-31',
        'category',
        'none',
        'noise',
        'zh',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('\u0000', "';--", '2026-02-29', '𝕏', '%', '[]', '-1', '9'.repeat(40)),
    );
    const name = fc.constantFrom(
      'from',
      'to',
      'by',
      'category',
      'department',
      'district',
      'channel',
      'language',
      'month',
      'table',
      'x',
    );
    const paths = [
      'statistics',
      'statistics/departments',
      'statistics/failing',
      'statistics.csv',
      'statistics.xlsx',
      'cases.csv',
      'reports/2026-02',
      'reports/2026-02.md',
      'statistics/departments.csv',
      'statistics/departments.xlsx',
      'statistics/failing.csv',
      'statistics/failing.xlsx',
    ];
    const asked = fc.record({
      path: fc.constantFrom(...paths),
      pairs: fc.array(fc.tuple(name, value), { maxLength: 5 }),
      dated: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ path, pairs, dated }) => {
        const query = new URLSearchParams([...(dated ? [...new URLSearchParams(period)] : []), ...pairs]);
        const { status } = await get(`${doors.query}/v1/${path}?${query.toString()}`, { as });
        expect(status).toBeLessThan(500);
        const open = await get(`${doors.intake}/v1/public/figures?${new URLSearchParams(pairs).toString()}`);
        expect(open.status).toBeLessThan(500);
      }),
      { numRuns: 120 },
    );
  }, 120_000);
});

/** A file as it comes over the line. */
async function download(path: string): Promise<{ headers: Headers; bytes: Buffer }> {
  const answer = await fetch(`${doors.query}/v1/${path}`, {
    headers: { authorization: `Bearer ${staffKey(as)}` },
  });
  expect(answer.status).toBe(200);
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

describe('files for spreadsheets', () => {
  it('hold the same figures as the answer, in CSV with Chinese intact', async () => {
    const { headers, bytes } = await download(`statistics.csv?${period}&by=category`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('statistics-2026-02-01-2026-02-28.csv');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parse(bytes, { bom: true });
    const { body } = await get(`${doors.query}/v1/statistics?${period}&by=category`, { as });
    expect(rows[0]!.slice(0, 4)).toEqual(['代码', '名称', '期初在办 (件)', '新立案 (件)']);
    expect(rows).toHaveLength(Number(body.items.length) + 2);
    const registered = rows.map((row) => row[3]);
    expect(registered.slice(1).map(Number)).toEqual([
      ...body.items.map(({ figures }: { figures: { registered: number } }) => figures.registered),
      body.total.registered,
    ]);
  });

  it('hold them in XLSX too, with the definitions beside them', async () => {
    const { bytes } = await download(`statistics.xlsx?${period}&by=channel&language=en`);
    const workbook = new Workbook();
    await workbook.xlsx.load(bytes as never);
    const [figures, definitions] = workbook.worksheets;
    expect([figures!.name, definitions!.name]).toEqual(['statistics', 'definitions']);
    expect(figures!.getRow(1).getCell(4).value).toBe('registered (cases)');
    expect(figures!.lastRow!.getCell(2).value).toBe('total');
    expect(figures!.lastRow!.getCell(4).value).toBeGreaterThan(8);
    expect(definitions!.rowCount).toBe(figureIds.length + 1);
  });

  it('hold the figures between departments, each table by itself as CSV and all of them as a workbook', async () => {
    const { body } = await get(`${doors.query}/v1/statistics/departments?${period}`, { as });
    const { headers, bytes } = await download(`statistics/departments.csv?${period}&table=handovers`);
    expect(headers.get('content-disposition')).toContain('departments-handovers-2026-02-01-2026-02-28.csv');
    const rows = parse(bytes, { bom: true });
    expect(rows[0]!.slice(0, 5)).toEqual([
      '移出部门代码',
      '移出部门',
      '移入部门代码',
      '移入部门',
      '合计 (次)',
    ]);
    expect(rows.slice(1).map((row) => [row[0], row[2], Number(row[4])])).toEqual(
      body.handovers.map(({ from, to, moves }: Record<string, unknown>) => [from, to, moves]),
    );
    const workbook = new Workbook();
    const file = await download(`statistics/departments.xlsx?${period}&language=en`);
    await workbook.xlsx.load(file.bytes as never);
    const sheets = workbook.worksheets.map(({ name, rowCount }) => [name, rowCount - 1]);
    expect(sheets).toEqual([
      ['time in departments', body.timeIn.length],
      ['handovers', body.handovers.length],
      ['pairs', body.pairs.length],
      ['solvers', body.solvers.length],
      ['definitions', 8],
    ]);
  });

  it('hold the ranking of what fails, with the parts of each index', async () => {
    const { body } = await get(`${doors.query}/v1/statistics/failing?${period}`, { as });
    const { bytes } = await download(`statistics/failing.csv?${period}&language=en`);
    const rows = parse(bytes, { bom: true });
    expect(rows[0]!.slice(0, 4)).toEqual(['code', 'name', 'index (points)', 'cases']);
    expect(rows.slice(1).map((row) => [row[0], Number(row[2])])).toEqual(
      body.categories.map(({ key, index }: Record<string, unknown>) => [key, index]),
    );
    const workbook = new Workbook();
    const file = await download(`statistics/failing.xlsx?${period}&language=en`);
    await workbook.xlsx.load(file.bytes as never);
    const [categories, rules, definitions] = workbook.worksheets;
    expect([categories!.name, rules!.name, definitions!.name]).toEqual(['services', 'rules', 'definitions']);
    expect(rules!.getRow(2).getCell(2).value).toBe(body.rules[0].written);
    expect(definitions!.rowCount).toBe(9);
  });

  it('list the cases of a period without a formula in them, and no text but the subject', async () => {
    const { bytes } = await download('cases.csv?from=2026-02-01&to=2026-12-31');
    const rows = parse(bytes, { bom: true, columns: true }) as unknown as Record<string, string>[];
    const [{ count }] = (await record.sql<{ count: number }>('SELECT count(*)::int AS count FROM cases')) as [
      { count: number },
    ];
    expect(rows).toHaveLength(count);
    expect(rows.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([`'${injection}`, '楼上装修噪声，"扰民"']),
    );
    expect(bytes.toString()).not.toMatch(/filer@example|Demo Road|The pension of last month/);
    const sorted = rows.map(({ registeredDay, trackingNumber }) => `${registeredDay} ${trackingNumber}`);
    expect(sorted).toEqual([...sorted].sort());
  });
});

describe('supervision by the public', () => {
  it('tells anyone the figures of a month that has ended, cached, with small ones hidden', async () => {
    const { status, headers, body } = await get(`${doors.intake}/v1/public/figures?month=${month}`);
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=60']);
    expect(body.month).toBe(month);
    expect(body.categories.length).toBeGreaterThan(8);
    const counts = body.categories.flatMap(({ registered, closed, answered }: Record<string, unknown>) => [
      registered,
      closed,
      answered,
    ]);
    for (const count of counts) expect(count === '<5' || count >= 5).toBe(true);
    expect(counts).toContain('<5');
    const { body: known } = await get(`${doors.query}/v1/statistics?${period}`, { as });
    expect(['withheld', known.total.registered]).toContain(body.total.registered);
    expect(body.total.hoursToResolve).toEqual(expect.any(Number));
    const silent = body.categories.find(({ registered }: { registered: unknown }) => registered === '<5');
    expect(silent).toMatchObject({ hoursToFirstHandling: null, satisfaction: null });
    expect(silent.limits.idle).toEqual({ amount: 3, unit: 'workingDays' });
    expect(JSON.stringify(body)).not.toMatch(/CT-|-1"|example\.org/);
  });

  it('tells how many reviews there were, and what they changed', async () => {
    await record.sql(`
      INSERT INTO process_reviews (id, version, entries, status, category, scope, place, in_charge, passed, limits,
        figures_before, opened_at, idle_since, rules_version, head_hash)
      VALUES ('r-1', 1, 0, 'opened', 'noise', 'department', 'city', 'city', '{age}', '{}', '{}',
        '2026-01-31T16:00:00Z', '2026-02-01T00:00:00Z', 1, '')`);
    await record.sql(`
      INSERT INTO guidance_editions (code, edition, kind, title_zh, title_en, issuer_zh, issuer_en, source, source_date,
        fictional, summary, categories, opening_zh, opening_en, content_hash, published_at, published_by, reason, search)
      VALUES ('p-1', 1, 'procedure', '噪声案件新程序', 'A new procedure', '', '', 'r-1', '2026-02-28', false, false,
        '{noise}', '', '', '', '2026-02-28T15:59:59Z', 'city-1', '', '')`);
    await record.sql(`
      INSERT INTO process_review_adoptions (review, number, guidance, edition, steps, content, by_department, adopted_at)
      VALUES ('r-1', 1, 'p-1', 1, 0, '', 'city', '2026-02-28T15:59:59Z')`);
    const rules = new RulesSource(record.database);
    const statistics = new StatisticsReader(record.database, rules, countedConsultations);
    const reader = new PublicFiguresReader(record.database, rules, statistics, publicReviews);
    const reviewsOf = async (which: string) =>
      (await reader.read(which)).categories.find(({ category }) => category === 'noise')?.reviews;
    const changes = [{ zh: '噪声案件新程序', en: 'A new procedure' }];
    expect(await reviewsOf('2026-02')).toEqual({ opened: 1, changes });
    expect(await reviewsOf('2026-01')).toEqual({ opened: 0, changes: [] });
    const { body } = await get(`${doors.intake}/v1/public/figures?month=2026-03`);
    expect(body.categories[0].reviews).toEqual({ opened: 0, changes: [] });
  });

  it('does not tell the running month, nor one to come, and takes the last one by itself', async () => {
    const running = civilDateAt(Date.now()).slice(0, 7);
    for (const asked of [running, '2199-01']) {
      const { status, headers, body } = await get(`${doors.intake}/v1/public/figures?month=${asked}`);
      expect([status, body.code]).toEqual([400, 'invalidRequest']);
      expect(headers.get('cache-control')).toBe('no-store');
    }
    const { body } = await get(`${doors.intake}/v1/public/figures`);
    expect(body.month < running).toBe(true);
  });
});

describe('the monthly report', () => {
  it('is a page of its own in both languages, whose charts can be heard', async () => {
    for (const language of ['zh', 'en'] as const) {
      const { html } = await reports.render(month, language);
      expect(html).toContain(language === 'zh' ? '<html lang="zh-CN">' : '<html lang="en">');
      expect(html.match(/<svg[^>]* role="img" aria-labelledby=/g)?.length).toBe(4);
      expect(html.match(/<caption>/g)?.length).toBeGreaterThan(6);
      expect(html).not.toMatch(/<script|https?:|undefined|NaN|null/);
      expect(html).toContain(language === 'zh' ? '哪项服务有问题' : 'Which service fails');
    }
  });

  it('says the same in Markdown: each section, table and chart of the page', async () => {
    const { html, markdown } = await reports.render(month, 'en');
    const times = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;
    expect(times(markdown, /^## /gm)).toBe(times(html, /<h2>/g));
    expect(times(markdown, /^\| --- /gm)).toBe(times(html, /<caption>/g));
    expect(times(markdown, /^```text$/gm)).toBe(times(html, /<svg/g));
    expect(markdown).toContain(`# Monthly report of cases ${month}`);
    expect(markdown).not.toMatch(/undefined|NaN|null/);
  });

  it('is written once, whoever asks again, and served as it was written', async () => {
    const before = await get(`${doors.query}/v1/reports/${month}`, { as });
    expect([before.status, before.body.code]).toEqual([404, 'noSuchResource']);
    const today = civilDateAt(Date.now());
    const last = await reports.writeDue();
    const again = await reports.writeDue();
    expect(again).toBeNull();
    // On the first days of a month it may not be due yet.
    if (last === null) expect(Number(today.slice(8))).toBeLessThan(11);
    else {
      const { status, headers, body } = await get(`${doors.query}/v1/reports/${last}?language=en`, { as });
      expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(body).toContain(`Monthly report of cases ${last}`);
      const text = await get(`${doors.query}/v1/reports/${last}.md?language=en`, { as });
      expect([text.status, text.headers.get('content-type')]).toEqual([200, 'text/markdown; charset=utf-8']);
      expect(text.body).toContain(`# Monthly report of cases ${last}`);
    }
  });
});

describe('a list of many cases', () => {
  it('goes on from page to page without losing or repeating one', async () => {
    // Cases without events: their record is not whole, and is not verified.
    const { url } = await freshDatabase({ brokenOnPurpose: true });
    const many = await RecordUnderTest.open(url);
    try {
      await many.registerCase();
      const models = new ReadModels(many.database, new RulesSource(many.database), [figuresModel]);
      await models.update(10);
      await many.sql(`
        INSERT INTO figure_cases SELECT copy.* FROM figure_cases f, generate_series(1, 2500) i,
          LATERAL jsonb_populate_record(NULL::figure_cases, to_jsonb(f) || jsonb_build_object(
            'tracking_number', f.tracking_number || '-' || i, 'registered_day', date '2027-01-01' + i % 3)) copy`);
      await many.sql(`
        INSERT INTO cases SELECT copy.* FROM cases c, figure_cases f,
          LATERAL jsonb_populate_record(NULL::cases, to_jsonb(c) || jsonb_build_object(
            'tracking_number', f.tracking_number)) copy WHERE f.registered_day >= '2027-01-01'`);
      const numbers: string[] = [];
      for await (const page of listCases(many.database, { from: '2027-01-01', to: '2027-12-31' }))
        numbers.push(...page.map(({ trackingNumber }) => trackingNumber));
      expect(numbers).toHaveLength(2_500);
      expect(new Set(numbers).size).toBe(2_500);
    } finally {
      await many.close();
    }
  });
});
