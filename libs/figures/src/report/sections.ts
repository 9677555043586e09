import type { Language } from '@casetrace/contracts';
import { type FigureId, type Figures, figureDefinitions } from '../definitions/statistics-definitions';
import { unitNames } from '../definitions/definition';
import type { Failing } from '../failing/failing';
import type { Ranked } from '../failing/failing-index';
import type { DepartmentStatistics } from '../reading/departments';
import type { Statistics } from '../reading/statistics';
import type { Bar } from './bar-chart';
import type { Block } from './report';
import { partNames, type Word, word } from './wording';

/** Names of departments by code; the code where there is none. */
export type NameOf = (department: string) => string;

const perHour = 3_600;
const hours = (seconds: number): string => (seconds / perHour).toFixed(1);
const mostRows = 20;

const overview: FigureId[] = [
  'opening',
  'registered',
  'reopened',
  'reopenedByCorrection',
  'closed',
  'closing',
  'consulted',
  'settledOnTheSpot',
  'firstHandledMedian',
  'firstHandledP90',
  'firstResolvedMedian',
  'firstResolvedP90',
  'firstClosedMedian',
  'firstClosedP90',
  'idleEscalations',
  'unresolvedReports',
  'supervisoryReports',
  'contested',
  'satisfaction',
  'recordedSatisfaction',
  'closedNoAnswer',
];
const ofCategory: FigureId[] = [
  'opening',
  'registered',
  'closed',
  'closing',
  'firstResolvedMedian',
  'contested',
  'satisfaction',
];
const ages: FigureId[] = [
  'openWithinIdle',
  'openWithinUnresolved',
  'openUpToTwice',
  'openUpToFourTimes',
  'openOlder',
];

const definitionOf = (id: FigureId) => figureDefinitions.find((definition) => definition.id === id)!;

/** A figure as people read it: working time in hours, shares in per cent. */
export function written(id: FigureId, value: number | null): string {
  if (value === null) return '–';
  const { unit } = definitionOf(id);
  if (unit === 'workingSeconds') return `${hours(value)} h`;
  return unit === 'share' ? `${(value * 100).toFixed(1)} %` : String(value);
}

export class Sections {
  constructor(
    private readonly language: Language,
    private readonly nameOf: NameOf,
  ) {}

  say = (name: Word): string => word(name, this.language);

  private heading = (name: Word): Block => ({ kind: 'heading', text: this.say(name) });

  private chart = (id: string, title: Word, bars: readonly Bar[]): Block => {
    return { kind: 'chart', id, title: this.say(title), bars };
  };

  private nameOfFigure = (id: FigureId): string => definitionOf(id)[this.language].name;

  overview({ total }: Statistics): Block[] {
    const rows = overview.map((id) => [this.nameOfFigure(id), written(id, total[id])]);
    return [this.heading('overview'), this.table('overview', ['figure', 'value'], rows)];
  }

  categories({ items, total }: Statistics): Block[] {
    const name = (item: Statistics['items'][number]): string =>
      item.name?.[this.language] ?? item.key ?? this.say('none');
    const bars = items.map((item) => {
      const value = item.figures.registered ?? 0;
      return { label: name(item), value, written: String(value) };
    });
    const row = (title: string, figures: Figures): string[] => [
      title,
      ...ofCategory.map((id) => written(id, figures[id])),
    ];
    const columns = [
      { title: this.say('category') },
      ...ofCategory.map((id) => ({ title: this.nameOfFigure(id), numeric: true })),
    ];
    const rows = [...items.map((item) => row(name(item), item.figures)), row(this.say('total'), total)];
    return [
      this.heading('byCategory'),
      this.chart('registered', 'registeredByCategory', bars),
      { kind: 'table', caption: this.say('byCategory'), columns, rows },
    ];
  }

  ages({ total }: Statistics): Block[] {
    const bars = ages.map((id) => {
      const value = total[id] ?? 0;
      return { label: this.nameOfFigure(id), value, written: String(value) };
    });
    const rows = bars.map(({ label, written: value }) => [label, value]);
    return [
      this.heading('openByAge'),
      this.chart('ages', 'openByAge', bars),
      this.table('openByAge', ['figure', 'value'], rows),
    ];
  }

  departments({ timeIn, handovers, pairs, solvers }: DepartmentStatistics): Block[] {
    const most = [...timeIn].sort((one, other) => other.total - one.total).slice(0, mostRows);
    const bars = most.map(({ department, total }) => {
      return { label: this.nameOf(department), value: total, written: `${hours(total)} h` };
    });
    const times = most.map(({ department, stays, median, p90, total }) => [
      this.nameOf(department),
      String(stays),
      hours(median),
      hours(p90),
      hours(total),
    ]);
    const moved = handovers.slice(0, mostRows).map(({ from, to, moves, returned }) => {
      return [this.nameOf(from), this.nameOf(to), String(moves), String(returned)];
    });
    const balls = pairs.slice(0, mostRows).map(({ departments: [one, other], returns, cases }) => {
      return [`${this.nameOf(one)} ⇄ ${this.nameOf(other)}`, String(returns), String(cases)];
    });
    const credits = solvers.slice(0, mostRows).map(({ department, solved, beyondItsDuty, contributed }) => {
      return [this.nameOf(department), String(solved), String(beyondItsDuty), String(contributed)];
    });
    return [
      this.heading('departments'),
      this.chart('time', 'timeChart', bars),
      this.table('departments', ['department', 'stays', 'median', 'p90', 'totalHours'], times),
      this.heading('handovers'),
      this.table('handovers', ['from', 'to', 'moves', 'returned'], moved, 2),
      this.table('pairs', ['department', 'returned', 'cases'], balls),
      this.heading('solvers'),
      this.table('solvers', ['department', 'solved', 'beyond', 'contributed'], credits),
    ];
  }

  failing({ categories, rules }: Failing): Block[] {
    const row = (name: string, { index, cases, why }: Ranked<string>): string[] => [
      name,
      index.toFixed(1),
      String(cases),
      why
        .slice(0, 3)
        .map(
          ({ part, count, of, points }) =>
            `${partNames[part][this.language]} ${count}/${of} (${points.toFixed(1)})`,
        )
        .join('; '),
    ];
    const named = categories.slice(0, mostRows).map((one) => row(one.name?.[this.language] ?? one.key, one));
    const relied = rules.slice(0, mostRows).map((one) => row(one.written, one));
    return [
      this.heading('failing'),
      this.chart(
        'failing',
        'failing',
        categories.slice(0, mostRows).map((one) => {
          const label = one.name?.[this.language] ?? one.key;
          return { label, value: one.index, written: one.index.toFixed(1) };
        }),
      ),
      this.table('failing', ['category', 'index', 'cases', 'why'], named),
      this.table('failingRules', ['rule', 'index', 'cases', 'why'], relied),
    ];
  }

  definitions(): Block[] {
    const shown = new Set<FigureId>([...overview, ...ofCategory, ...ages]);
    const items = figureDefinitions
      .filter(({ id }) => shown.has(id))
      .map((definition) => {
        const { name, meaning } = definition[this.language];
        return { term: `${name} (${unitNames[definition.unit][this.language]})`, meaning };
      });
    return [this.heading('definitions'), { kind: 'definitions', items }];
  }

  /** `texts`: how many columns from the left are texts; the last one of `why` is one too. */
  private table(caption: Word, titles: readonly Word[], rows: string[][], texts = 1): Block {
    if (rows.length === 0) return { kind: 'note', text: `${this.say(caption)}: ${this.say('nothing')}` };
    const columns = titles.map((title, index) => {
      return { title: this.say(title), numeric: index >= texts && title !== 'why' };
    });
    return { kind: 'table', caption: this.say(caption), columns, rows };
  }
}
