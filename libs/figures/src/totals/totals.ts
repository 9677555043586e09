import { type FigureCut, figureCuts, type FigureMeasure, figureMeasures } from '@casetrace/case-record';
import type { CivilDate } from '@casetrace/case-rules';
import type { Moment } from '../facts/facts';

/** What the totals are kept by, besides the day: all of it is in the key, so that any question sums rows of one table. */
export interface TotalKey {
  cut: FigureCut;
  grain: 'day' | 'month';
  start: CivilDate;
  category: string;
  district: string;
  channel: string;
  department: string;
}

export type TotalRow = TotalKey & Record<FigureMeasure, number>;

/** A case as far as its moments are summed up. */
export interface Summed {
  category: string;
  district: string;
  channel: string;
  moments: readonly Moment[];
}

/** What many cases add to the totals, or take back from them. */
export class Totals {
  private readonly rows = new Map<string, TotalRow>();

  /** `sign` -1 takes back what an earlier writing of the case had added. */
  add({ category, district, channel, moments }: Summed, sign: 1 | -1): void {
    for (const { measure, day, department, amount } of moments) {
      const all = { category, district, channel, department };
      for (const cut of figureCuts) {
        const key = { cut, ...keptIn(cut, all) };
        this.row({ ...key, grain: 'day', start: day })[measure] += sign * amount;
        this.row({ ...key, grain: 'month', start: `${day.slice(0, 7)}-01` })[measure] += sign * amount;
      }
    }
  }

  /** Rows in which something is left, in the order of their keys, so that two writers could not lock each other out. */
  changed(): TotalRow[] {
    const changed = [...this.rows].filter(([, row]) => figureMeasures.some((measure) => row[measure] !== 0));
    return changed.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  }

  private row(key: TotalKey): TotalRow {
    const { cut, grain, start, category, district, channel, department } = key;
    const name = [cut, grain, start, category, district, channel, department].join('\n');
    let row = this.rows.get(name);
    if (!row) this.rows.set(name, (row = { ...key, ...nothing }));
    return row;
  }
}

type Dimensions = Omit<TotalKey, 'cut' | 'grain' | 'start'>;
const noDimension: Dimensions = { category: '', district: '', channel: '', department: '' };

/** What a cut keeps of the four dimensions. */
function keptIn(cut: FigureCut, all: Dimensions): Dimensions {
  if (cut === 'all') return all;
  return cut === 'none' ? noDimension : { ...noDimension, [cut]: all[cut] };
}

const nothing = Object.fromEntries(figureMeasures.map((measure) => [measure, 0])) as Record<
  FigureMeasure,
  number
>;
