import type { Connection } from '@casetrace/case-record';
import { defaultPeriods, type Rules } from '@casetrace/case-rules';
import { type AgeClass, ageClasses, type AgeCuts, ageCuts } from './age-classes';
import { Asked, columnsWith, type Grouped, grouping, type StatisticsQuery } from './statistics-query';

export type Ages = Grouped & Record<AgeClass, number>;

const columns = columnsWith('department');

/** Open cases at the end of the period by age, as the policies of now divide it; asked of an index over the days held. */
export async function readAges(
  connection: Connection,
  query: StatisticsQuery,
  rules: Rules,
): Promise<Ages[]> {
  const asked = new Asked();
  const { select, groupBy } = grouping(query.by, columns);
  const [usual, categories, ...cuts] = cutsOf(query.to, rules);
  const lists = [
    `${asked.add(categories)}::text[]`,
    ...cuts.map((days) => `${asked.add(days)}::date[]`),
  ].join(', ');
  const cut = usual.map((day, index) => `coalesce(cut${index}, ${asked.add(day)}::date)`);
  const counts = ageClasses.map((name, index) => {
    const younger = index === 0 ? '' : `registered_day < ${cut[index - 1]!}`;
    const older = index === ageClasses.length - 1 ? '' : `registered_day >= ${cut[index]!}`;
    const condition = [younger, older].filter(Boolean).join(' AND ');
    return `count(*) FILTER (WHERE ${condition})::float8 AS "${name}"`;
  });
  const text = `
    SELECT ${select}, ${counts.join(', ')}
    FROM figure_stays LEFT JOIN unnest(${lists}) AS cuts (category, cut0, cut1, cut2, cut3) USING (category)
    WHERE held @> ${asked.add(query.to)}::date${asked.filters(query, columns)} ${groupBy}`;
  return connection.rows<Ages>(asked.statement(text), asked.values);
}

type Lists = [usual: AgeCuts, categories: string[], ...cuts: string[][]];

/** The cuts of a category without a policy, the categories, and each cut of theirs. Most have the same limits: counted once. */
function cutsOf(day: string, { policies, calendar }: Rules): Lists {
  const known = new Map<string, AgeCuts>();
  const cuts = (limits: Parameters<typeof ageCuts>[1]): AgeCuts => {
    const name = JSON.stringify([limits.idle, limits.unresolved]);
    let found = known.get(name);
    if (!found) known.set(name, (found = ageCuts(day, limits, calendar)));
    return found;
  };
  const categories = Object.keys(policies);
  const each = Object.values(policies).map(cuts);
  return [cuts(defaultPeriods), categories, ...[0, 1, 2, 3].map((index) => each.map((of) => of[index]!))];
}
