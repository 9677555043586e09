import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type PublicFigures, PublicFiguresReader } from '@casetrace/figures';
import { bilingualAnswer, CheckedQuery, DescribeRoute, OpenToAll } from '@casetrace/service-kit';
import { z } from 'zod';

const publicQuery = z.strictObject({
  month: z
    .string()
    .regex(/^2[01]\d\d-(0[1-9]|1[0-2])$/, 'a month, YYYY-MM')
    .optional()
    .describe('YYYY-MM, a month that has ended; without it, the last one'),
});

const count = z.union([z.int().min(5), z.literal('<5')]).describe('fewer than five are not told');
const total = z
  .union([z.int().min(5), z.literal(0), z.literal('withheld')])
  .describe('withheld where it would narrow what the counts that are not told can be');
const hours = z.int().nullable().describe('median, hours of working time; null where too few were measured');
const rowOf = <Count extends z.ZodType>(counted: Count, satisfaction: string) => ({
  registered: counted,
  closed: counted,
  hoursToFirstHandling: hours,
  hoursToResolve: hours,
  hoursToClose: hours,
  answered: counted.describe('answers that filers gave themselves'),
  satisfaction: z.number().nullable().describe(satisfaction),
});
const period = z.strictObject({
  amount: z.number(),
  unit: z.enum(['workingDays', 'calendarDays', 'seconds']),
});
const publicAnswer = z.strictObject({
  month: z.string(),
  total: z.strictObject(
    rowOf(total, '0 to 1, of the categories with ten answers or more; null where it would tell of few'),
  ),
  categories: z.array(
    z.strictObject({
      category: z.string(),
      name: bilingualAnswer,
      limits: z.strictObject({ idle: period, unresolved: period, confirmation: period }).nullable(),
      ...rowOf(count, '0 to 1; null where fewer than five were satisfied, or fewer than five were not'),
      reviews: z
        .strictObject({ opened: z.int(), changes: z.array(bilingualAnswer) })
        .nullable()
        .describe('reviews of the process, and what they changed; null where none are kept'),
    }),
  ),
});

/** Supervision by the public (P12). */
@ApiTags('supervision')
@Controller('v1/public/figures')
export class PublicFiguresController {
  constructor(@Inject(PublicFiguresReader) private readonly figures: PublicFiguresReader) {}

  @Get()
  @OpenToAll('supervision by the public: figures of categories, nothing that points at a person')
  @Header('Cache-Control', 'public, max-age=60')
  @DescribeRoute({
    summary: 'Figures of a month by category, for everyone: limits, medians, satisfaction, reviews',
    query: publicQuery,
    answer: publicAnswer,
    by: 'anyone',
  })
  read(@CheckedQuery(publicQuery) { month }: z.output<typeof publicQuery>): Promise<PublicFigures> {
    return this.figures.read(month);
  }
}
