/** A length of time as a policy states it (M12). `seconds` know no calendar: they are for demonstrations and tests. */
export interface Period {
  amount: number;
  unit: 'workingDays' | 'calendarDays' | 'seconds';
}

/** A time in which a clock stands still. Epoch milliseconds; `to` is null while it lasts. */
export interface Pause {
  from: number;
  to: number | null;
  reason: string;
}

/** The longest period that is counted: ten years. */
export const longestPeriod = { days: 3660, seconds: 3660 * 86_400 } as const;

/**
 * Refuses a period that cannot be counted: an amount that is not above zero, parts of days, or more than `longestPeriod`.
 * @throws RangeError that names the period.
 */
export function assertPeriod({ amount, unit }: Period): void {
  const limit = unit === 'seconds' ? longestPeriod.seconds : longestPeriod.days;
  const countable = amount > 0 && amount <= limit && (unit === 'seconds' || Number.isInteger(amount));
  if (!countable) throw new RangeError(`a period of ${amount} ${unit} cannot be counted`);
}

/** Half of a period, for a reminder: days are rounded down and are at least one (seconds may have a fraction). */
export function halfOf({ amount, unit }: Period): Period {
  return { amount: unit === 'seconds' ? amount / 2 : Math.max(1, Math.floor(amount / 2)), unit };
}
