export { addDays, civilDateAt, instantOf, isoOf } from './civil-date';
export type { CivilDate } from './civil-date';
export { dueTime } from './due-time';
export type { DueTime, DueTimeInput } from './due-time';
export { dueTimeBefore } from './due-time-before';
export { describeDeadline } from './explain';
export type { DeadlineExplanation, SkippedRun } from './explanation';
export { assertPeriod, halfOf, longestPeriod } from './period';
export type { Pause, Period } from './period';
export { buildCalendar, isWorkingDay } from './working-calendar';
export type {
  CalendarClosure,
  CalendarDay,
  CalendarYear,
  DayName,
  WorkingCalendar,
} from './working-calendar';
export { openOfBusinessOn, workingDaysBetween, workingSecondsBetween } from './working-time';
export { announcedYears } from './years';
