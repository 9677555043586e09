import {
  addDays,
  type CivilDate,
  civilDateAt,
  dueTime,
  instantOf,
  longestPeriod,
  type Period,
  type WorkingCalendar,
} from '@casetrace/case-rules';

export const ageClasses = ['withinIdle', 'withinUnresolved', 'upToTwice', 'upToFourTimes', 'older'] as const;
export type AgeClass = (typeof ageClasses)[number];

/** The oldest day of registration of each class but the last. */
export type AgeCuts = [idle: CivilDate, unresolved: CivilDate, twice: CivilDate, fourTimes: CivilDate];

const longestLookBack = 20_000;

/**
 * From which day of registration on a case is in which class of age at the end of a day (M11: by the policy's own limits). The
 * classes do not overlap, also where a policy's idle limit is longer than the other.
 */
export function ageCuts(
  day: CivilDate,
  { idle, unresolved }: { idle: Period; unresolved: Period },
  calendar: WorkingCalendar,
): AgeCuts {
  const oldest = (period: Period, times: number): CivilDate =>
    oldestWithin(day, { ...period, amount: amountTimes(period, times) }, calendar);
  const first = oldest(idle, 1);
  let latest = first;
  const [one, two, four] = [1, 2, 4].map((times) => {
    const cut = oldest(unresolved, times);
    latest = cut < latest ? cut : latest;
    return latest;
  }) as [CivilDate, CivilDate, CivilDate];
  return [first, one, two, four];
}

function amountTimes({ amount, unit }: Period, times: number): number {
  const longest = unit === 'seconds' ? longestPeriod.seconds : longestPeriod.days;
  return Math.min(Math.max(amount, 1) * times, longest);
}

/** The first day from which the period has not ended before `day`: due times never run backwards, so that halving finds it. */
function oldestWithin(day: CivilDate, period: Period, calendar: WorkingCalendar): CivilDate {
  const within = (days: number): boolean => {
    const from = instantOf(`${addDays(day, -days)}T00:00:00.000Z`) - calendar.utcOffsetMinutes * 60_000;
    const { dueAt } = dueTime({ from, period, calendar });
    return dueAt === null || civilDateAt(dueAt) >= day;
  };
  let near = 0;
  let far = 1;
  while (within(far) && far < longestLookBack) [near, far] = [far, far * 2];
  while (far - near > 1) {
    const middle = Math.floor((near + far) / 2);
    if (within(middle)) near = middle;
    else far = middle;
  }
  return addDays(day, -near);
}
