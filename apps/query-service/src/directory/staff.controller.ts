import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DirectoryReader } from '@casetrace/case-record';
import { CheckedQuery, DescribeRoute, Permission } from '@casetrace/service-kit';
import { z } from 'zod';
import { code } from '../administration/publication-answer';
import { memberAnswer, memberAsAnswered } from './directory-answers';

const staffQuery = z.strictObject({
  department: code.optional(),
  cursor: code.optional().describe('`next` of the page before'),
  limit: z.coerce.number<string>().int().min(1).max(200).default(50),
});
const staffAnswer = z.strictObject({ items: z.array(memberAnswer), next: z.string().nullable() });

@ApiTags('directory')
@Controller('v1/staff')
export class StaffController {
  constructor(@Inject(DirectoryReader) private readonly directory: DirectoryReader) {}

  @Get()
  @Permission('directory.read')
  @DescribeRoute({
    summary: 'The staff by code, of one department or of all, with how each post is reached; in pages',
    query: staffQuery,
    answer: staffAnswer,
    by: 'staff',
  })
  async list(
    @CheckedQuery(staffQuery) { department, cursor, limit }: z.output<typeof staffQuery>,
  ): Promise<z.output<typeof staffAnswer>> {
    const found = await this.directory.listStaff({ department, after: cursor, limit: limit + 1 });
    const items = found.slice(0, limit).map(memberAsAnswered);
    return { items, next: found.length > limit ? (items.at(-1)?.code ?? null) : null };
  }
}
