import type { Bilingual } from '@casetrace/contracts';
import type { Connection, RecordDatabase, RulesSource } from '@casetrace/case-record';
import { type AsOf, readFigures } from '../reading/as-of';
import { readCounts, readOpening, type Sums } from '../reading/counts';
import { nameOf } from '../reading/names';
import type { DayRange } from '../reading/period';
import { Asked, columnsWith, type StatisticsFilter } from '../reading/statistics-query';
import { type Ranked, ranked, type Rates } from './failing-index';

export type FailingQuery = DayRange & Omit<StatisticsFilter, 'category'>;

/** A rule as people write it. */
export interface FailingRule extends Ranked<string> {
  /** as one of them wrote it */
  written: string;
}

export interface FailingCategory extends Ranked<string> {
  name: Bilingual | null;
}

/** Which service fails, and which rule (M13), each with its why. */
export interface Failing {
  query: FailingQuery;
  asOf: AsOf;
  categories: FailingCategory[];
  rules: FailingRule[];
}

const mostRules = 100;
const columns = columnsWith('department');

/** Ranks categories by what happened in the period, and rules by the cases that were last resolved on them in it. */
export class FailingReader {
  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
  ) {}

  /** @throws RecordError recordUnavailable. */
  async read(query: FailingQuery): Promise<Failing> {
    const snapshot = await this.rules.current();
    return readFigures(this.database, async (connection, asOf) => {
      const categories = ranked(await categoriesOf(connection, query));
      const rules = await rulesOf(connection, query);
      const written = new Map(rules.map(({ key, written: text }) => [key, text]));
      return {
        query,
        asOf,
        categories: categories.map((one) => ({ ...one, name: nameOf('category', one.key, snapshot) })),
        rules: ranked(rules)
          .slice(0, mostRules)
          .map((one) => ({ ...one, written: written.get(one.key) ?? one.key })),
      };
    });
  }
}

type Group = { key: string; cases: number; rates: Rates };

async function categoriesOf(connection: Connection, query: FailingQuery): Promise<Group[]> {
  const asked = { ...query, by: 'category' } as const;
  const opening = await readOpening(connection, asked);
  const counts = await readCounts(connection, asked);
  return counts.flatMap(({ key, whole, ...sums }) => {
    if (whole || key === null) return [];
    const open = opening.find((row) => !row.whole && row.key === key)?.open ?? 0;
    const cases = open + sums.registered + sums.reopened + sums.reopened_by_correction;
    return cases === 0 ? [] : [{ key, cases, rates: ratesOf(sums, cases) }];
  });
}

/** Of the cases that were worked on in the period: open at its beginning, registered or opened again. */
function ratesOf(sums: Sums, cases: number): Rates {
  const dissatisfied =
    sums.answered_agreed + sums.answered_keep_open + sums.recorded_agreed + sums.recorded_keep_open;
  const answered = dissatisfied + sums.answered_satisfied + sums.recorded_satisfied;
  const closed = sums.closed_satisfied + sums.closed_agreed + sums.closed_withdrawn + sums.closed_no_answer;
  return {
    fault: {
      count:
        sums.cause_rule +
        sums.cause_duties +
        sums.cause_process +
        sums.cause_handling +
        sums.cause_information,
      of: sums.resolved,
    },
    contested: { count: sums.contested, of: sums.resolved },
    escalated: { count: sums.idle_escalated, of: cases },
    unresolved: { count: sums.unresolved_reported + sums.supervisory_reported, of: cases },
    reopened: { count: sums.reopened + sums.reopened_by_correction, of: closed },
    dissatisfied: { count: dissatisfied, of: answered },
    overLimit: hours(sums.over_limit_seconds, sums.resolving_seconds, sums.resolved),
  };
}

/** The share of time that lay beyond the limit, written as so many of the cases: it weighs by cases, like all others. */
function hours(over: number, all: number, cases: number): { count: number; of: number } {
  return { count: all === 0 ? 0 : Math.round((over / all) * cases * 100) / 100, of: cases };
}

type RuleRow = { key: string; written: string; cases: number; over: number; time: number } & Record<
  'fault' | 'contested' | 'escalated' | 'unresolved' | 'reopened' | 'answered' | 'dissatisfied',
  number
>;

async function rulesOf(
  connection: Connection,
  query: FailingQuery,
): Promise<(Group & { written: string })[]> {
  const asked = new Asked();
  const when = (condition: string): string => `(count(*) FILTER (WHERE ${condition}))::float8`;
  const text = `
    SELECT rule_key AS key, max(rule_text) AS written, count(*)::float8 AS cases,
      ${when(`cause_kind IN ('rule', 'duties', 'process', 'handling', 'information')`)} AS fault,
      ${when('contested > 0')} AS contested, ${when('idle_escalations > 0')} AS escalated,
      ${when('unresolved_reports > 0')} AS unresolved, ${when('reopened > 0')} AS reopened,
      ${when('answer IS NOT NULL')} AS answered, ${when(`answer <> 'satisfied'`)} AS dissatisfied,
      coalesce(sum(over_limit_seconds), 0)::float8 AS over, coalesce(sum(resolving_seconds), 0)::float8 AS time
    FROM figure_cases WHERE resolved_day >= ${asked.add(query.from)}::date AND resolved_day <= ${asked.add(query.to)}::date
      AND rule_key IS NOT NULL${asked.filters(query, columns)}
    GROUP BY rule_key`;
  const rows = await connection.rows<RuleRow>(asked.statement(text), asked.values);
  return rows.map(({ key, written, cases, answered, dissatisfied, over, time, ...counted }) => ({
    key,
    written,
    cases,
    rates: {
      fault: { count: counted.fault, of: cases },
      contested: { count: counted.contested, of: cases },
      escalated: { count: counted.escalated, of: cases },
      unresolved: { count: counted.unresolved, of: cases },
      reopened: { count: counted.reopened, of: cases },
      dissatisfied: { count: dissatisfied, of: answered },
      overLimit: hours(over, time, cases),
    },
  }));
}
