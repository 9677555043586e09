import { z } from 'zod';

/**
 * Times and numbers as callers say them. What passes here is what PostgreSQL can take and what can be meant: a well-formed
 * time of the year 0000, or a number past an integer column, is bad input and never a fault of the record.
 */

/** Integer columns of PostgreSQL hold no more. */
export const largestInteger = 2 ** 31 - 1;
/** How many editions a document of guidance may have. */
export const mostEditions = 1_000_000;

const earliest = '2000-01-01';
const latest = '2199-12-31';
const longestMoment = 40;
const mostOffsetMinutes = 14 * 60;

/** A day between two others, both included. */
export const dayBetween = (first: string, last: string) =>
  z.iso
    .date({ abort: true })
    .refine((date) => first <= date && date <= last, `a day between ${first} and ${last}`);

/** A day of which cases can tell. */
export const day = dayBetween(earliest, latest);

/** A moment of such a day by UTC, with any offset that a clock on earth has. */
export const moment = z.iso
  .datetime({ offset: true, abort: true })
  .max(longestMoment)
  .refine((text) => isOffset(text) && isOfOurTime(text), `a time between ${earliest} and ${latest}`);

function isOffset(text: string): boolean {
  const [, hours = 0, minutes = 0] = /[+-](\d\d):(\d\d)$/.exec(text) ?? [];
  return Number(hours) * 60 + Number(minutes) <= mostOffsetMinutes;
}

function isOfOurTime(text: string): boolean {
  const time = Date.parse(text);
  return Date.parse(`${earliest}T00:00Z`) <= time && time <= Date.parse(`${latest}T23:59:59.999Z`);
}
