import { type FigureMeasure, figureMeasures } from '@casetrace/case-record';
import type { CivilDate } from '@casetrace/case-rules';
import type { Moment } from '../facts/facts';

/** What the totals are kept by, besides the day: all of it is in the key, so that any question sums rows of one table. */
export interface TotalKey {
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
      const key = { category, district, channel, department };
      this.row({ grain: 'day', start: day, ...key })[measure] += sign * amount;
      this.row({ grain: 'month', start: `${day.slice(0, 7)}-01`, ...key })[measure] += sign * amount;
    }
  }

  /** Rows in which something is left, in the order of their keys, so that two writers could not lock each other out. */
  changed(): TotalRow[] {
    const changed = [...this.rows].filter(([, row]) => figureMeasures.some((measure) => row[measure] !== 0));
    return changed.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  }

  private row(key: TotalKey): TotalRow {
    const name = JSON.stringify(Object.values(key));
    let row = this.rows.get(name);
    if (!row) this.rows.set(name, (row = { ...key, ...nothing }));
    return row;
  }
}

const nothing = Object.fromEntries(figureMeasures.map((measure) => [measure, 0])) as Record<
  FigureMeasure,
  number
>;
