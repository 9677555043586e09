import type { Pool } from 'pg';
import { addDays, civilDateAt } from '@casetrace/case-rules';
import type { Reader } from './reader';
import { placeNames } from './vocabulary';

/** A read that is measured: each call asks the next of its paths, so that no single answer stays at hand. */
export interface Read {
  name: string;
  /** longest p95 at the full volume, milliseconds */
  goal: number;
  /** most that p95 may grow from the first volume on */
  growth?: number;
  /** none where the service has no such route */
  paths: readonly string[];
}

const commonWords = ['小区', '核实', '反映', '工资', '电梯'];
const rareNames = 200;
const sampled = 400;
const pageSize = 50;
const monthsBack = 12;

/** What is read, on the cases that are there now. */
export async function readsOf(pool: Pool, reader: Reader): Promise<Read[]> {
  const firstPage = `/v1/worklist?department=${await busiestDepartment(pool)}&limit=${pageSize}`;
  const numbers = await someNumbers(pool);
  const [search, similar] = [
    await reader.route('/v1/cases'),
    await reader.route('/v1/cases/{number}/similar'),
  ];
  const searches = (words: readonly string[], order: 'newest' | 'relevance' = 'newest'): string[] =>
    search.exists ? words.map((word) => `/v1/cases?q=${encodeURIComponent(word)}&order=${order}`) : [];
  return [
    { name: 'worklist, first page', goal: 20, growth: 1.5, paths: [firstPage] },
    { name: 'worklist, deep pages', goal: 20, growth: 1.5, paths: await deepPages(reader, firstPage) },
    { name: 'case page', goal: 20, growth: 1.5, paths: numbers.map((number) => `/v1/cases/${number}`) },
    { name: 'search, rare word', goal: 100, paths: searches(placeNames.slice(-rareNames)) },
    { name: 'search, common word', goal: 100, paths: searches(commonWords) },
    { name: 'search, common word, by relevance', goal: 100, paths: searches(commonWords, 'relevance') },
    {
      name: 'similar cases',
      goal: 100,
      paths: similar.exists ? numbers.map((number) => `/v1/cases/${number}/similar`) : [],
    },
    { name: 'statistics of a month by category', goal: 500, paths: await statisticsByMonth(reader) },
    {
      name: 'a category by department, of a month',
      goal: 500,
      paths: await monthsOf(
        reader,
        '/v1/statistics',
        `&by=department&category=${await commonestCategory(pool)}`,
      ),
    },
    { name: 'what fails in a month', goal: 500, paths: await monthsOf(reader, '/v1/statistics/failing') },
  ];
}

/** `/v1/statistics` of each of the last months by category, the newest last; nothing where there is no such route. */
export async function statisticsByMonth(reader: Reader, months = monthsBack): Promise<string[]> {
  const { exists, group } = await reader.route('/v1/statistics', 'category');
  if (!exists) return [];
  const by = group === undefined ? '' : `&${group}=category`;
  return lastMonths(months).map(([from, to]) => `/v1/statistics?from=${from}&to=${to}${by}`);
}

/** A reading of each of the last months, the newest last; nothing where there is no such route. */
async function monthsOf(reader: Reader, path: string, asked = ''): Promise<string[]> {
  const { exists } = await reader.route(path);
  if (!exists) return [];
  return lastMonths(monthsBack).map(([from, to]) => `${path}?from=${from}&to=${to}${asked}`);
}

async function commonestCategory(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ category: string }>(
    'SELECT category FROM cases GROUP BY 1 ORDER BY count(*) DESC LIMIT 1',
  );
  return rows[0]?.category ?? '';
}

/** First and last days of whole months, up to the one before this. */
function lastMonths(count: number): [string, string][] {
  const months: [string, string][] = [];
  let day = civilDateAt(Date.now());
  while (months.length < count) {
    const to = addDays(`${day.slice(0, 7)}-01`, -1);
    day = `${to.slice(0, 7)}-01`;
    months.unshift([day, to]);
  }
  return months;
}

async function busiestDepartment(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ department: string; open: number }>(
    `SELECT responsible_department AS department, count(*)::int AS open FROM cases WHERE status <> 'closed'
     GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
  );
  const { department, open } = rows[0] ?? { department: '', open: 0 };
  console.log(`  busiest department: ${department}, ${open} open cases`);
  return department;
}

async function someNumbers(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ number: string }>(
    `SELECT tracking_number AS number FROM cases ORDER BY md5(tracking_number) LIMIT ${sampled}`,
  );
  return rows.map(({ number }) => number);
}

/**
 * The second half of the list, page by page, as a reader gets there: by the cursor of the page before. Full pages only: at the
 * first volume the last one is a large part of the list.
 */
async function deepPages(reader: Reader, firstPage: string): Promise<string[]> {
  const pages: string[] = [];
  for (let path = firstPage; ;) {
    const { next } = (await reader.get(path)) as { next: string | null };
    if (next === null) break;
    pages.push(path);
    path = `${firstPage}&cursor=${next}`;
  }
  return pages.slice(Math.floor(pages.length / 2));
}
