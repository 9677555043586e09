import { Controller, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  editionBody,
  type GuidanceEdition,
  GuidancePublisher,
  GuidanceReader,
  type PublishedEdition,
  retirementBody,
} from '@casetrace/guidance';
import {
  Asking,
  Checked,
  checked,
  DescribeRoute,
  editionAnswer,
  guidanceAnswer,
  guidanceCode,
  Permission,
  type Principal,
} from '@casetrace/service-kit';
import type { z } from 'zod';
import { publicationBy } from '../administration/publishing';

/** Administrators publish and retire guidance (M1); reading it stands in the doors' library. */
@ApiTags('guidance')
@Controller('v1/guidance')
export class GuidancePublishingController {
  constructor(
    @Inject(GuidanceReader) private readonly guidance: GuidanceReader,
    @Inject(GuidancePublisher) private readonly publisher: GuidancePublisher,
  ) {}

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
