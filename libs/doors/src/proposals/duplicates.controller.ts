import { Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DuplicateFinder } from '@casetrace/case-search';
import {
  Asking,
  Checked,
  DescribeRoute,
  duplicatesAnswer,
  type DuplicatesBody,
  duplicatesBody,
  newMatterOf,
  Permission,
  type Principal,
  registrarOf,
} from '@casetrace/service-kit';

@ApiTags('proposals')
@Controller('v1/proposals/duplicates')
export class DuplicatesController {
  constructor(@Inject(DuplicateFinder) private readonly duplicates: DuplicateFinder) {}

  /** P10: before a matter is registered. Nothing is written. */
  @Post()
  @Permission('proposal.duplicates')
  @DescribeRoute({
    summary: 'Recent cases that may be the same matter: same filer contact or place, or near text',
    body: duplicatesBody,
    answer: duplicatesAnswer,
    by: 'staff',
  })
  async propose(@Asking() principal: Principal, @Checked(duplicatesBody) body: DuplicatesBody) {
    return { items: await this.duplicates.duplicatesOf(newMatterOf(body), registrarOf(principal)) };
  }
}
