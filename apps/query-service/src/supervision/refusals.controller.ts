import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type RecordedRefusal, RefusedAttempts } from '@casetrace/case-record';
import { CheckedQuery, DescribeRoute, Permission } from '@casetrace/service-kit';
import { z } from 'zod';

const refusalsQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, 'not a cursor of this list')
    .optional()
    .describe('`next` of the page before'),
  limit: z.coerce.number<string>().int().min(1).max(200).default(50),
});

const refusalsAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      at: z.iso.datetime(),
      principal: z.string().nullable(),
      department: z.string().nullable(),
      permission: z.string(),
      trackingNumber: z.string().nullable(),
      code: z.string(),
      route: z.string(),
    }),
  ),
  next: z.string().nullable(),
});

@ApiTags('supervision')
@Controller('v1/refusals')
export class RefusalsController {
  constructor(@Inject(RefusedAttempts) private readonly refusals: RefusedAttempts) {}

  @Get()
  @Permission('refusals.read')
  @DescribeRoute({
    summary: 'Refused attempts, the newest first, in pages',
    query: refusalsQuery,
    answer: refusalsAnswer,
    by: 'staff',
  })
  async list(
    @CheckedQuery(refusalsQuery) { cursor, limit }: z.output<typeof refusalsQuery>,
  ): Promise<{ items: RecordedRefusal[]; next: string | null }> {
    const found = await this.refusals.list(limit + 1, cursor);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}
