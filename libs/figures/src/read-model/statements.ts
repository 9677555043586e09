import { figureCuts, figureMeasures } from '@casetrace/case-record';

const measures = figureMeasures.join(', ');
const key = 'cut, grain, start, category, district, channel, department';

/** What cases have added to the totals so far. $1 numbers. Days as text: a Date would be of the process's own zone. */
export const readMoments = {
  name: 'figures-moments',
  text: `SELECT category, district, channel, moment_days::text[] AS days, moment_departments AS departments,
      moment_measures AS measures, moment_amounts::text[] AS amounts
    FROM figure_cases WHERE tracking_number = ANY ($1::text[])`,
};

export const removeCases = {
  name: 'figures-remove-cases',
  text: 'DELETE FROM figure_cases WHERE tracking_number = ANY ($1::text[])',
};
export const removeStays = {
  name: 'figures-remove-stays',
  text: 'DELETE FROM figure_stays WHERE tracking_number = ANY ($1::text[])',
};
/** $1 rows by column, JSON */
export const insertCases = {
  name: 'figures-insert-cases',
  text: 'INSERT INTO figure_cases SELECT * FROM json_populate_recordset(NULL::figure_cases, $1::json)',
};
export const insertStays = {
  name: 'figures-insert-stays',
  text: 'INSERT INTO figure_stays SELECT * FROM json_populate_recordset(NULL::figure_stays, $1::json)',
};
export const addToTotals = {
  name: 'figures-add-to-totals',
  text: `
    INSERT INTO figure_totals AS t (${key}, ${measures})
    SELECT ${key}, ${measures} FROM json_populate_recordset(NULL::figure_totals, $1::json)
    ON CONFLICT (${key}) DO UPDATE SET
      ${figureMeasures.map((measure) => `${measure} = t.${measure} + excluded.${measure}`).join(', ')}`,
};

const once = (text: string) => ({ name: '', text });
/** For a rebuild: sums over millions of moments are sorted, where a table of all groups in memory would spill over. */
export const prepareSums = [
  `SET LOCAL work_mem = '256MB'`,
  `SET LOCAL maintenance_work_mem = '256MB'`,
  'SET LOCAL enable_hashagg = off',
].map(once);
export const emptyAll = once('TRUNCATE figure_cases, figure_stays, figure_totals');
export const emptyTotals = once('TRUNCATE figure_totals');
export const dropIndex = (name: string) => once(`DROP INDEX IF EXISTS ${name}`);
export const createIndex = (create: string) => once(create);

const summed = figureMeasures
  .map((measure, index) => `coalesce(sum(amount) FILTER (WHERE place = ${index + 1}), 0) AS ${measure}`)
  .join(', ');

/** All days at once, from the moments of all cases. A measure is looked up once (OFFSET 0), not compared with each of them. */
export const sumUpDays = once(`
    INSERT INTO figure_totals (${key}, ${measures})
    SELECT 'all', 'day', day, category, district, channel, department, ${summed}
    FROM (
      SELECT m.day, c.category, c.district, c.channel, m.department, m.amount,
        array_position('{${figureMeasures.join(',')}}'::text[], m.measure) AS place
      FROM figure_cases c CROSS JOIN LATERAL unnest(c.moment_days, c.moment_departments, c.moment_measures,
        c.moment_amounts) AS m (day, department, measure, amount) OFFSET 0
    ) AS moments
    GROUP BY day, category, district, channel, department`);
export const sumUpMonths = once(`
    INSERT INTO figure_totals (${key}, ${measures})
    SELECT 'all', 'month', date_trunc('month', start)::date, category, district, channel, department,
      ${figureMeasures.map((measure) => `sum(${measure})`).join(', ')}
    FROM figure_totals WHERE grain = 'day'
    GROUP BY date_trunc('month', start), category, district, channel, department`);
const dimensions = ['category', 'district', 'channel', 'department'];

/** The other cuts, each from the one that is broken down by everything. */
export const sumUpCuts = figureCuts
  .filter((cut) => cut !== 'all')
  .map((cut) =>
    once(`
    INSERT INTO figure_totals (${key}, ${measures})
    SELECT '${cut}', grain, start, ${dimensions.map((column) => (column === cut ? column : `''`)).join(', ')},
      ${figureMeasures.map((measure) => `sum(${measure})`).join(', ')}
    FROM figure_totals WHERE cut = 'all' GROUP BY grain, start${cut === 'none' ? '' : `, ${cut}`}`),
  );
export const analyze = ['figure_cases', 'figure_stays', 'figure_totals'].map((table) =>
  once(`ANALYZE ${table}`),
);
