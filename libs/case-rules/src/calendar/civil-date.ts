/** A day of the calendar, `YYYY-MM-DD`, years 0000 to 9999. Strings of this form sort as the days do. */
export type CivilDate = string;

export const msPerMinute = 60_000;
export const msPerDay = 86_400_000;

/** The zone that every civil date here is meant in: eight hours ahead of UTC all the year, no summer time since 1991. */
export const shanghai = { timeZone: 'Asia/Shanghai', utcOffsetMinutes: 480 } as const;

const firstDayNumber = -719_528;
const lastDayNumber = 2_932_896;
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/**
 * The number of a day, counted from 1970-01-01 as 0.
 * @throws RangeError when the text is not a day that exists.
 */
export function dayNumberOf(date: CivilDate): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  if (parts) {
    const month = Number(parts[2]);
    const day = daysFromCivil(Number(parts[1]), month, Number(parts[3]));
    if (month >= 1 && month <= 12 && civilDateOf(day) === date) return day;
  }
  throw new RangeError(`"${date}" is not a day of the calendar (YYYY-MM-DD)`);
}

/** 2000-01-01 and the century after it: days that are asked for all the time are written once. */
const rememberedFrom = 10_957;
const remembered: (CivilDate | undefined)[] = Array.from({ length: 36_525 });

/**
 * The civil date of a day number.
 * @throws RangeError outside the years 0000 to 9999.
 */
export function civilDateOf(dayNumber: number): CivilDate {
  const place = dayNumber - rememberedFrom;
  const known = remembered[place];
  if (known !== undefined) return known;
  const written = writtenDate(dayNumber);
  if (place >= 0 && place < remembered.length) remembered[place] = written;
  return written;
}

function writtenDate(dayNumber: number): CivilDate {
  if (!(dayNumber >= firstDayNumber && dayNumber <= lastDayNumber)) {
    throw new RangeError(`day ${dayNumber} is outside the years 0000 to 9999`);
  }
  // Years begin on 1 March here, so that the leap day is the last of its year; an era is 400 years.
  const shifted = dayNumber - firstDayNumber - 60;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra + 60 + firstDayNumber;
}

/** The day that is `days` after the given one, or before it when `days` is negative. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return civilDateOf(dayNumberOf(date) + days);
}

/** Day of the week of a day number: 0 is Sunday, 6 is Saturday. */
export function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 4) % 7) + 7) % 7;
}

/** The number of the day on which an instant (epoch milliseconds) falls, in a zone with this fixed offset from UTC. */
export function dayNumberAt(instant: number, utcOffsetMinutes: number): number {
  return Math.floor((instant + utcOffsetMinutes * msPerMinute) / msPerDay);
}

/** The civil date on which an instant (epoch milliseconds) falls, in Asia/Shanghai unless another offset is given. */
export function civilDateAt(
  instant: number,
  utcOffsetMinutes: number = shanghai.utcOffsetMinutes,
): CivilDate {
  return civilDateOf(dayNumberAt(instant, utcOffsetMinutes));
}

/** The instant (epoch milliseconds) of a minute of a day, in a zone with this fixed offset from UTC. */
export function instantAt(dayNumber: number, minuteOfDay: number, utcOffsetMinutes: number): number {
  return dayNumber * msPerDay + (minuteOfDay - utcOffsetMinutes) * msPerMinute;
}

/** An instant (epoch milliseconds) as `YYYY-MM-DDTHH:mm:ss.sssZ`, UTC. */
export function isoOf(instant: number): string {
  const day = Math.floor(instant / msPerDay);
  return `${civilDateOf(day)}T${timeOfDay(instant - day * msPerDay)}Z`;
}

/**
 * The instant (epoch milliseconds) of a text written by `isoOf`.
 * @throws RangeError when the text has another form.
 */
export function instantOf(iso: string): number {
  const parts = /^(.{10})T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/.exec(iso);
  if (!parts) throw new RangeError(`"${iso}" is not an instant (YYYY-MM-DDTHH:mm:ss.sssZ)`);
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (
    dayNumberOf(parts[1] ?? '') * msPerDay +
    minutes * msPerMinute +
    Number(parts[4]) * 1000 +
    Number(parts[5])
  );
}

/** Milliseconds since midnight as `HH:mm:ss.sss`. */
export function timeOfDay(ms: number): string {
  const minutes = Math.floor(ms / msPerMinute);
  const rest = ms - minutes * msPerMinute;
  const seconds = Math.floor(rest / 1000);
  return `${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}:${pad(seconds, 2)}.${pad(rest % 1000, 3)}`;
}
