import { channels, day as anyDay, languages } from '@casetrace/contracts';
import { longestPeriod } from '@casetrace/case-rules';
import { dimensions } from '@casetrace/figures';
import { z } from 'zod';

const code = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, 'a code');
const msPerDay = 86_400_000;
const day = anyDay.describe('a day in Asia/Shanghai');

const period = { from: day, to: day.describe('the last day of the period, included; in Asia/Shanghai') };
const department = code.optional().describe('only at this department');
const category = code.optional().describe('only of this category');
const others = {
  district: code.optional(),
  channel: z.enum(channels).optional(),
};

/** A period that ends before it begins, or is longer than ten years, is refused. */
export function ofAPeriod<Shape extends z.ZodRawShape & typeof period>(shape: Shape) {
  return z.strictObject(shape).superRefine((query, context) => {
    const { from, to } = query as { from: string; to: string };
    const days = (Date.parse(to) - Date.parse(from)) / msPerDay;
    if (days >= 0 && days <= longestPeriod.days) return;
    const message = days < 0 ? 'is before `from`' : `more than ${longestPeriod.days} days after \`from\``;
    context.addIssue({ code: 'custom', path: ['to'], message });
  });
}

const by = z
  .enum([...dimensions, 'none'])
  .default('none')
  .describe('what the figures are broken down by');

/** What each reading takes, as an answer and as a file. */
export const asked = {
  statistics: { ...period, by, category, department, ...others },
  departments: { ...period, category, ...others },
  failing: { ...period, department, ...others },
  cases: { ...period, category, department, ...others },
};

export const statisticsQuery = ofAPeriod(asked.statistics);
export type StatisticsRequest = z.output<typeof statisticsQuery>;
export const departmentsQuery = ofAPeriod(asked.departments);
export const failingQuery = ofAPeriod(asked.failing);
export const reportQuery = z.strictObject({ language: z.enum(languages).default('zh') });
export const month = z
  .string()
  .regex(/^2[01]\d\d-(0[1-9]|1[0-2])$/, 'a month, YYYY-MM')
  .describe('YYYY-MM');

/** What was not asked is left out, as the figures want it. */
export function said<Query extends object>(
  query: Query,
): { [K in keyof Query]: Exclude<Query[K], undefined> } {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof Query]: Exclude<Query[K], undefined> };
}
