import { failingParts, failingWeights, type FigureId, figureIds, shrinkBy } from '@casetrace/figures';
import { bilingualAnswer } from '@casetrace/service-kit';
import { z } from 'zod';

const day = z.iso.date();
const key = z.string();
const name = bilingualAnswer.nullable();
const count = z.int();

/** Each member is defined under its name in `/v1/statistics/definitions`. */
const figures = z.strictObject(
  Object.fromEntries(figureIds.map((id) => [id, z.number().nullable()])) as Record<
    FigureId,
    z.ZodNullable<z.ZodNumber>
  >,
);
const asOf = z.strictObject({
  at: z.iso.datetime().describe('the moment of the answer'),
  day: day.describe('its day in Asia/Shanghai'),
  waiting: count.describe('cases that have changed since they were counted'),
});
const period = { from: day, to: day, timeZone: z.literal('Asia/Shanghai') };
const filter = z.record(z.string(), z.string());

export const statisticsAnswer = z.strictObject({
  ...period,
  by: z.enum(['category', 'department', 'district', 'channel', 'none']),
  filter,
  asOf,
  total: figures,
  items: z.array(z.strictObject({ key: key.nullable().describe('null: the cases say none'), name, figures })),
  definitions: z.array(key).describe('ids of the figures, in the order in which they are read'),
});

const seconds = z.number().describe('seconds of working time');
const department = { department: key, name };

export const departmentStatisticsAnswer = z.strictObject({
  ...period,
  filter,
  asOf,
  timeIn: z.array(
    z.strictObject({ ...department, stays: count, median: seconds, p90: seconds, total: seconds }),
  ),
  handovers: z.array(
    z.strictObject({
      from: key,
      to: key,
      moves: count,
      transferred: count,
      referredUp: count,
      adjusted: count,
      contestedReferred: count,
      idleEscalated: count,
      returned: count.describe('straight back to where the case had come from'),
    }),
  ),
  pairs: z.array(z.strictObject({ departments: z.tuple([key, key]), returns: count, cases: count })),
  solvers: z.array(
    z.strictObject({
      ...department,
      solved: count,
      satisfied: count,
      beyondItsDuty: count.describe('first assigned to another department'),
      contributed: count,
    }),
  ),
});

const ranked = {
  index: z.number().describe('0 to 100: the sum of the points of its parts'),
  cases: count,
  why: z.array(
    z.strictObject({
      part: z.enum(failingParts),
      count: z.number(),
      of: z.number(),
      rate: z.number().nullable(),
      shrunk: z.number(),
      average: z.number(),
      points: z.number(),
    }),
  ),
};

export const failingAnswer = z.strictObject({
  ...period,
  filter,
  asOf,
  weights: z.record(z.enum(failingParts), z.number()),
  shrinkBy: count.describe('so many average cases are added to each rate'),
  categories: z.array(z.strictObject({ key, name, ...ranked })),
  rules: z.array(z.strictObject({ key, written: z.string(), ...ranked })),
});
export const indexOfFailing = { weights: failingWeights, shrinkBy };

const wording = z.strictObject({ name: z.string(), meaning: z.string() });
export const definitionsAnswer = z.strictObject({
  timeZone: z.literal('Asia/Shanghai'),
  items: z.array(
    z.strictObject({
      id: key,
      group: z.enum(['statistics', 'departments', 'failing']),
      unit: z.string(),
      unitName: bilingualAnswer,
      zh: wording,
      en: wording,
    }),
  ),
});
