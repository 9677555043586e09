import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type GuidanceEdition, type GuidancePage, GuidanceReader } from '@casetrace/guidance';
import {
  checked,
  CheckedQuery,
  DescribeRoute,
  type EditionQuery,
  editionQuery,
  guidanceAnswer,
  guidanceCode,
  guidancePageAnswer,
  guidanceQuery,
  type GuidanceQueryOfDoor,
  OpenToAll,
} from '@casetrace/service-kit';

/** The law, the duties of departments and the ways to complain, for anyone (M1): they are public at either door. */
@ApiTags('guidance')
@Controller('v1/guidance')
export class GuidanceReadController {
  constructor(@Inject(GuidanceReader) private readonly guidance: GuidanceReader) {}

  @Get()
  @OpenToAll('the law, the duties of departments and the ways to complain are public')
  @DescribeRoute({
    summary: 'Laws, rules, duties of departments and contacts, by rank and highlighted where words are given',
    query: guidanceQuery,
    answer: guidancePageAnswer,
    by: 'anyone',
  })
  search(@CheckedQuery(guidanceQuery) query: GuidanceQueryOfDoor): Promise<GuidancePage> {
    return this.guidance.search(query);
  }

  @Get(':code')
  @OpenToAll('the law, the duties of departments and the ways to complain are public')
  @DescribeRoute({
    summary: 'One edition of a document with all of its articles; editions are kept for ever',
    params: { code: 'code of the document' },
    query: editionQuery,
    answer: guidanceAnswer,
    by: 'anyone',
  })
  read(
    @Param('code') code: string,
    @CheckedQuery(editionQuery) { edition }: EditionQuery,
  ): Promise<GuidanceEdition> {
    return this.guidance.read(checked(guidanceCode, code, 'code'), edition);
  }
}
