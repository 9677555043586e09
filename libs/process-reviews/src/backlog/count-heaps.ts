import type { BacklogFigures, Connection, RecordDatabase } from '@casetrace/case-record';
import { type BacklogLimits, openedBefore, type Rules } from '@casetrace/case-rules';
import type { Heap } from './heap';

/** What counts as closed lately: the pace that open cases are held against (M11). */
const weekMs = 7 * 86_400_000;

/** As the partial index `cases_piled_up` has it: nothing else is read. */
const waiting = `c.status <> 'closed' AND c.status <> 'resolved'`;

/** $1 categories and $2 the moment before which an old case of each was opened; $3 that of any other category */
const countWaiting = {
  name: 'backlog-count-waiting',
  text: `
    SELECT c.category, c.responsible_department AS department, count(*)::int AS open,
      (count(*) FILTER (WHERE c.registered_at < coalesce(a.opened_before, $3::timestamptz)))::int AS old
    FROM cases c
    LEFT JOIN unnest($1::text[], $2::timestamptz[]) AS a (category, opened_before) ON a.category = c.category
    WHERE ${waiting} GROUP BY 1, 2`,
};
const countClosed = {
  name: 'backlog-count-closed',
  text: `
    SELECT category, responsible_department AS department, count(*)::int AS "weeklyClosings"
    FROM cases WHERE status = 'closed' AND closed_at > $1 GROUP BY 1, 2`,
};
/** $1 category, $2 departments, $3 now, $4 opened before, $5 closed after */
const countPlace = {
  name: 'backlog-figures',
  text: `
    SELECT count(*)::int AS open, (count(*) FILTER (WHERE c.registered_at < $4))::int AS old,
      round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM $3::timestamptz - c.registered_at)))::float8
        AS "medianAgeSeconds",
      (SELECT count(*)::int FROM cases d WHERE d.status = 'closed' AND d.closed_at > $5 AND d.category = $1
        AND d.responsible_department = ANY ($2::text[])) AS "weeklyClosings"
    FROM cases c WHERE c.category = $1 AND c.responsible_department = ANY ($2::text[]) AND ${waiting}`,
};

const iso = (instant: number): string => new Date(instant).toISOString();

/**
 * Counts what waits, of every category in every department: all open cases, without a cap, grouped by the database. `now` is
 * epoch milliseconds.
 */
export async function countHeaps(
  connection: Connection,
  { rules, limitsOf, now }: { rules: Rules; limitsOf: (category: string) => BacklogLimits; now: number },
): Promise<Heap[]> {
  const categories = Object.keys(rules.policies);
  const openedBeforeOf = (category: string): string =>
    iso(openedBefore(now, limitsOf(category).age, rules.calendar));
  const ages = [categories, categories.map(openedBeforeOf), openedBeforeOf('')];
  const open = await connection.rows<Omit<Heap, 'weeklyClosings'>>(countWaiting, ages);
  const closed = await connection.rows<Pick<Heap, 'category' | 'department' | 'weeklyClosings'>>(
    countClosed,
    [iso(now - weekMs)],
  );
  const heaps = new Map<string, Heap>();
  for (const heap of open) heaps.set(keyOf(heap), { ...heap, weeklyClosings: 0 });
  for (const heap of closed) heaps.set(keyOf(heap), { open: 0, old: 0, ...heaps.get(keyOf(heap)), ...heap });
  return [...heaps.values()];
}

const keyOf = ({ category, department }: Pick<Heap, 'category' | 'department'>): string =>
  `${category}\n${department}`;

/** How the waiting cases of a category in some departments stand at `now`, epoch milliseconds. */
export async function figuresOf(
  connection: Connection | RecordDatabase,
  { category, departments, limits }: { category: string; departments: string[]; limits: BacklogLimits },
  { rules, now }: { rules: Rules; now: number },
): Promise<BacklogFigures> {
  const [figures] = await connection.rows<Omit<BacklogFigures, 'at'>>(countPlace, [
    category,
    departments,
    iso(now),
    iso(openedBefore(now, limits.age, rules.calendar)),
    iso(now - weekMs),
  ]);
  return { at: iso(now), open: 0, old: 0, medianAgeSeconds: null, weeklyClosings: 0, ...figures };
}
