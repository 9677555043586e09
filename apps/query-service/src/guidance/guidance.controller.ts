import { Controller, Get, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  editionBody,
  type GuidanceEdition,
  type GuidancePage,
  GuidancePublisher,
  GuidanceReader,
  type PublishedEdition,
  retirementBody,
} from '@casetrace/guidance';
import {
  Asking,
  Checked,
  checked,
  CheckedQuery,
  DescribeRoute,
  editionAnswer,
  type EditionQuery,
  editionQuery,
  guidanceAnswer,
  guidanceCode,
  guidancePageAnswer,
  guidanceQuery,
  type GuidanceQueryOfDoor,
  Permission,
  type Principal,
} from '@casetrace/service-kit';
import type { z } from 'zod';
import { publicationBy } from '../administration/publishing';

/** The law for the staff (M1), and its publication by administrators. */
@ApiTags('guidance')
@Controller('v1/guidance')
export class GuidanceController {
  constructor(
    @Inject(GuidanceReader) private readonly guidance: GuidanceReader,
    @Inject(GuidancePublisher) private readonly publisher: GuidancePublisher,
  ) {}

  @Get()
  @Permission('guidance.read')
  @DescribeRoute({
    summary: 'Laws, rules, duties of departments and contacts, by rank and highlighted where words are given',
    query: guidanceQuery,
    answer: guidancePageAnswer,
    by: 'staff',
  })
  search(@CheckedQuery(guidanceQuery) query: GuidanceQueryOfDoor): Promise<GuidancePage> {
    return this.guidance.search(query);
  }

  @Get(':code')
  @Permission('guidance.read')
  @DescribeRoute({
    summary: 'One edition of a document with all of its articles; editions are kept for ever',
    params: { code: 'code of the document' },
    query: editionQuery,
    answer: guidanceAnswer,
    by: 'staff',
  })
  read(
    @Param('code') code: string,
    @CheckedQuery(editionQuery) { edition }: EditionQuery,
  ): Promise<GuidanceEdition> {
    return this.guidance.read(checked(guidanceCode, code, 'code'), edition);
  }

  @Put(':code')
  @Permission('guidance.publish')
  @DescribeRoute({
    summary: 'Publish the next edition of a document, or a new document; the same again makes none',
    params: { code: 'code of the document' },
    body: editionBody,
    answer: editionAnswer,
    by: 'staff',
  })
  publish(
    @Asking() principal: Principal,
    @Param('code') code: string,
    @Checked(editionBody) { reason, ...content }: z.output<typeof editionBody>,
  ): Promise<PublishedEdition> {
    const document = { code: checked(guidanceCode, code, 'code'), ...content };
    return this.publisher.publish(document, publicationBy(principal, reason));
  }

  @Post(':code/retirement')
  @Permission('guidance.publish')
  @DescribeRoute({
    summary: 'End a document: it is out of force at once, and stays readable; the same again changes nothing',
    params: { code: 'code of the document' },
    body: retirementBody,
    answer: guidanceAnswer,
    by: 'staff',
  })
  async retire(
    @Asking() principal: Principal,
    @Param('code') typed: string,
    @Checked(retirementBody) { reason, validTo }: z.output<typeof retirementBody>,
  ): Promise<GuidanceEdition> {
    const code = checked(guidanceCode, typed, 'code');
    await this.publisher.retire(code, publicationBy(principal, reason), validTo);
    return this.guidance.read(code);
  }
}
