import type { Bilingual } from '@casetrace/contracts';
import {
  type RecordDatabase,
  type RulesSnapshot,
  type RulesSource,
  RecordError,
} from '@casetrace/case-record';
import { addDays, type Policy } from '@casetrace/case-rules';
import type { Figures } from '../definitions/statistics-definitions';
import { readFigures } from '../reading/as-of';
import { type DayRange, daysOfMonth } from '../reading/period';
import type { StatisticsReader } from '../reading/statistics';
import { publicShares } from './satisfaction';
import { type PublicCount, type PublicTotal, smallest, suppressed } from './suppression';

/** What process reviews changed, told by the part of the system that keeps them (M11, P12). */
export interface PublicReviews {
  /** Reviews opened in the period, by category, and what those that ended in it changed. */
  between(database: RecordDatabase, period: DayRange): Promise<PublicReview[]>;
}
export interface PublicReview {
  category: string;
  opened: number;
  changes: Bilingual[];
}

export type PublicLimits = Pick<Policy, 'idle' | 'unresolved' | 'confirmation'>;

/** What the public is told of a category, or of all together. Hours are of working time; null where too few cases were measured. */
interface PublicFiguresOf<Count> {
  registered: Count;
  closed: Count;
  hoursToFirstHandling: number | null;
  hoursToResolve: number | null;
  hoursToClose: number | null;
  /** own answers of filers */
  answered: Count;
  /** 0 to 1; null where it would tell of few */
  satisfaction: number | null;
}

export interface PublicCategory extends PublicFiguresOf<PublicCount> {
  category: string;
  name: Bilingual;
  limits: PublicLimits | null;
  /** null where no reviews are kept */
  reviews: Omit<PublicReview, 'category'> | null;
}

export interface PublicFigures {
  /** YYYY-MM */
  month: string;
  /** of the counts below; satisfaction of the categories with ten answers or more */
  total: PublicFiguresOf<PublicTotal>;
  categories: PublicCategory[];
}

const rememberedMs = 60_000;
const mostRemembered = 120;
const secondsPerHour = 3_600;

/**
 * Supervision by the public (P12): figures of a month that has ended, by category, without anything that could point at a
 * person. The running month is not told: from one hour to the next it would tell of single cases. Kept for a minute.
 */
export class PublicFiguresReader {
  private readonly kept = new Map<string, { until: number; figures: Promise<PublicFigures> }>();

  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
    private readonly statistics: StatisticsReader,
    private readonly reviews: PublicReviews | null,
  ) {}

  /** @throws RecordError invalidRequest for a month that has not ended; recordUnavailable. */
  async read(month?: string): Promise<PublicFigures> {
    const lastMonth = await this.lastMonth();
    if (month !== undefined && month > lastMonth) {
      throw new RecordError(
        'invalidRequest',
        `Public figures are of months that have ended: up to ${lastMonth}.`,
      );
    }
    return this.remembered(month ?? lastMonth);
  }

  private remembered(month: string): Promise<PublicFigures> {
    const known = this.kept.get(month);
    if (known && known.until > performance.now()) return known.figures;
    if (this.kept.size >= mostRemembered) this.kept.clear();
    const figures = this.figuresOf(month);
    this.kept.set(month, { until: performance.now() + rememberedMs, figures });
    figures.catch(() => this.kept.delete(month));
    return figures;
  }

  private today: { day: string; until: number } | undefined;

  private async lastMonth(): Promise<string> {
    if (!this.today || this.today.until <= performance.now()) {
      const { day } = await readFigures(this.database, (_, asOf) => Promise.resolve(asOf));
      this.today = { day, until: performance.now() + rememberedMs };
    }
    return addDays(`${this.today.day.slice(0, 7)}-01`, -1).slice(0, 7);
  }

  private async figuresOf(month: string): Promise<PublicFigures> {
    const period = daysOfMonth(month);
    const rules = await this.rules.current();
    const { total, items } = await this.statistics.read({ ...period, by: 'category' });
    const reviews = (await this.reviews?.between(this.database, period)) ?? null;
    const shown = rowsOf(categoriesOf(rules, items));
    return {
      month,
      total: { ...shown.total, ...hoursOf(total) },
      categories: shown.rows.map(({ category, figures, row }) => ({
        category: category.code,
        name: category.name,
        limits: limitsOf(rules, category.code),
        ...row,
        ...hoursOf(figures),
        reviews: reviews && reviewOf(reviews, category.code),
      })),
    };
  }
}

type Category = { code: string; name: Bilingual };
type Counted = { category: Category; figures: Figures | undefined };

/** Every category that is active or had cases: that one has none is nothing to hide, and that it is missing would tell it. */
function categoriesOf(
  { categories }: RulesSnapshot,
  items: readonly { key: string | null; figures: Figures }[],
): Counted[] {
  const figures = new Map(items.map((item) => [item.key, item.figures]));
  return [...categories.values()]
    .filter(({ code, active }) => active || figures.has(code))
    .map((category) => ({ category, figures: figures.get(category.code) }));
}

type Counts<Count> = Pick<PublicFiguresOf<Count>, 'registered' | 'closed' | 'answered' | 'satisfaction'>;
type Row = Counted & { row: Counts<PublicCount> };

function rowsOf(counted: readonly Counted[]): { total: Counts<PublicTotal>; rows: Row[] } {
  const valuesOf = (value: (figures: Figures) => number): number[] =>
    counted.map(({ figures }) => (figures ? value(figures) : 0));
  const satisfied = valuesOf((figures) => figures.answeredSatisfied ?? 0);
  const dissatisfied = valuesOf((figures) => (figures.answeredAgreed ?? 0) + (figures.answeredKeepOpen ?? 0));
  const answers = satisfied.map((count, index) => ({
    satisfied: count,
    dissatisfied: dissatisfied[index] ?? 0,
  }));
  const registered = suppressed(valuesOf((figures) => figures.registered ?? 0));
  const closed = suppressed(valuesOf((figures) => figures.closed ?? 0));
  const answered = suppressed(answers.map((one) => one.satisfied + one.dissatisfied));
  const satisfaction = publicShares(answers);
  return {
    total: {
      registered: registered.total,
      closed: closed.total,
      answered: answered.total,
      satisfaction: satisfaction.total,
    },
    rows: counted.map((one, index) => ({
      ...one,
      row: {
        registered: registered.cells[index] ?? '<5',
        closed: closed.cells[index] ?? '<5',
        answered: answered.cells[index] ?? '<5',
        satisfaction: satisfaction.cells[index] ?? null,
      },
    })),
  };
}

type Hours = Pick<PublicFiguresOf<never>, 'hoursToFirstHandling' | 'hoursToResolve' | 'hoursToClose'>;

function hoursOf(figures: Figures | undefined): Hours {
  const hours = (cases: number | null | undefined, median: number | null | undefined): number | null =>
    cases == null || cases < smallest || median == null ? null : Math.round(median / secondsPerHour);
  return {
    hoursToFirstHandling: hours(figures?.firstHandledCases, figures?.firstHandledMedian),
    hoursToResolve: hours(figures?.firstResolvedCases, figures?.firstResolvedMedian),
    hoursToClose: hours(figures?.firstClosedCases, figures?.firstClosedMedian),
  };
}

function limitsOf({ rules }: RulesSnapshot, category: string): PublicLimits | null {
  const policy = rules.policies[category];
  if (!policy) return null;
  const { idle, unresolved, confirmation } = policy;
  return { idle, unresolved, confirmation };
}

function reviewOf(reviews: readonly PublicReview[], category: string): Omit<PublicReview, 'category'> {
  const of = reviews.filter((review) => review.category === category);
  return {
    opened: of.reduce((sum, { opened }) => sum + opened, 0),
    changes: of.flatMap(({ changes }) => changes),
  };
}
