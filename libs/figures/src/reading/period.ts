import { addDays, type CivilDate } from '@casetrace/case-rules';

/** Days of Asia/Shanghai, both included. */
export interface DayRange {
  from: CivilDate;
  to: CivilDate;
}

/** Rows of the totals, `from` included, `to` not. */
export interface Slice {
  grain: 'day' | 'month';
  from: CivilDate;
  to: CivilDate;
}

/** The first of the month of a day. */
export const monthStart = (day: CivilDate): CivilDate => `${day.slice(0, 7)}-01`;

/** The first of the next month. */
export function nextMonth(day: CivilDate): CivilDate {
  return monthStart(addDays(monthStart(day), 31));
}

/** The days of a month written YYYY-MM. */
export function daysOfMonth(month: string): DayRange {
  return { from: `${month}-01`, to: addDays(nextMonth(`${month}-01`), -1) };
}

/** A period as whole months and the days at its edges: every day of it once. */
export function slicesOf({ from, to }: DayRange): Slice[] {
  const end = addDays(to, 1);
  const firstMonth = from === monthStart(from) ? from : nextMonth(from);
  const lastMonth = monthStart(end);
  if (firstMonth > lastMonth) return [{ grain: 'day', from, to: end }];
  const slices: Slice[] = [
    { grain: 'day', from, to: firstMonth },
    { grain: 'month', from: firstMonth, to: lastMonth },
    { grain: 'day', from: lastMonth, to: end },
  ];
  return slices.filter((slice) => slice.from < slice.to);
}

/** Everything before a day. */
export function slicesBefore(day: CivilDate): Slice[] {
  return slicesOf({ from: beginning, to: addDays(day, -1) });
}

/** Before any record. */
const beginning: CivilDate = '1900-01-01';
