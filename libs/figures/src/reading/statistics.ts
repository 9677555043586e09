import type { Bilingual } from '@casetrace/contracts';
import type { Connection, RecordDatabase, RulesSnapshot, RulesSource } from '@casetrace/case-record';
import { type FigureId, type Figures, figureDefinitions } from '../definitions/statistics-definitions';
import type { ConsultationCounts, Consulted } from '../ports/consultation-counts';
import { type Ages, readAges } from './ages';
import { type AsOf, readFigures } from './as-of';
import { readCounts, readOpening, type Sums } from './counts';
import { nameOf } from './names';
import { readSpans, type Span } from './spans';
import type { Grouped, StatisticsQuery } from './statistics-query';
import { valueOf } from './value-of';

/** The figures of one category, department, district or channel. */
export interface StatisticsItem {
  /** null where the cases say none */
  key: string | null;
  name: Bilingual | null;
  figures: Figures;
}

/** Figures of a period (M13). Every figure is defined in `figureDefinitions`. */
export interface Statistics {
  query: StatisticsQuery;
  asOf: AsOf;
  total: Figures;
  /** by key; empty without `by` */
  items: StatisticsItem[];
}

/** All that is known of one group. */
export interface Known {
  sums: Sums | undefined;
  opening: number;
  ages: Ages | undefined;
  spans: Span[];
  consultations: Consulted | undefined;
  /** whether consultations are kept at all */
  consulting: boolean;
}

/** Answers questions of a period, exactly, at a cost that does not grow with the number of cases before it. */
export class StatisticsReader {
  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
    private readonly consultations: ConsultationCounts | null,
  ) {}

  /** @throws RecordError recordUnavailable. */
  async read(query: StatisticsQuery): Promise<Statistics> {
    const rules = await this.rules.current();
    return readFigures(this.database, async (connection, asOf) => {
      const { total, items } = await this.groups(connection, query, rules);
      return { query, asOf, total, items };
    });
  }

  private async groups(
    connection: Connection,
    query: StatisticsQuery,
    rules: RulesSnapshot,
  ): Promise<Pick<Statistics, 'total' | 'items'>> {
    const counts = await readCounts(connection, query);
    const opening = await readOpening(connection, query);
    const ages = await readAges(connection, query, rules.rules);
    const spans = await readSpans(connection, query);
    const consulted = (await this.consultations?.between(connection, query)) ?? null;
    const known = (isIt: (row: Grouped) => boolean): Known => ({
      sums: counts.find(isIt),
      opening: opening.find(isIt)?.open ?? 0,
      ages: ages.find(isIt),
      spans: spans.filter(isIt),
      consultations: consulted?.find(isIt),
      consulting: consulted !== null,
    });
    const rows: Grouped[] = [counts, opening, ages, spans, consulted ?? []].flat();
    const keys = new Set(rows.filter(({ whole }) => !whole).map(({ key }) => key));
    const sorted = [...keys].sort((one, other) => ((one ?? '') < (other ?? '') ? -1 : 1));
    const items = sorted.map((key) => ({
      key,
      name: nameOf(query.by, key, rules),
      figures: figuresOf(known((row) => !row.whole && row.key === key)),
    }));
    return { total: figuresOf(known(({ whole }) => whole)), items: items.filter(saysAnything) };
  }
}

function figuresOf(known: Known): Figures {
  const figures: Partial<Record<FigureId, number | null>> = {};
  for (const { id, from } of figureDefinitions) figures[id] = valueOf(from, known, figures);
  return figures as Figures;
}

/** A key of which everything happened before the period has nothing to say. */
const saysAnything = ({ figures }: StatisticsItem): boolean => Object.values(figures).some((value) => value);
