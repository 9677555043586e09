import { dayNumberAt } from './civil-date';
import { assertPeriod } from './period';
import type { Period } from './period';
import { closeOfBusinessOn, dayOff } from './working-calendar';
import type { WorkingCalendar } from './working-calendar';

/**
 * The instant that lies `lead` before a due time (both epoch milliseconds), such as when the account is asked for (M10).
 * Days: the close of business of the working day that many working days before the due date, or of the day that many calendar
 * days before; if that one is off, of the last working day before it, so that the lead is never shorter than promised.
 * Seconds are subtracted. Pauses are already in the due time and are not looked at. It may lie before the clock began.
 * @throws RangeError when the lead cannot be counted (see `assertPeriod`).
 */
export function dueTimeBefore({
  due,
  lead,
  calendar,
}: {
  due: number;
  lead: Period;
  calendar: WorkingCalendar;
}): number {
  assertPeriod(lead);
  if (lead.unit === 'seconds') return due - Math.round(lead.amount * 1000);
  let day = dayNumberAt(due, calendar.utcOffsetMinutes);
  if (lead.unit === 'calendarDays') {
    day -= lead.amount;
    while (dayOff(calendar, day)) day -= 1;
  } else {
    for (let counted = 0; counted < lead.amount;) {
      day -= 1;
      if (!dayOff(calendar, day)) counted += 1;
    }
  }
  return closeOfBusinessOn(calendar, day);
}
