import { Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RulesSource } from '@casetrace/case-record';
import { publishedPolicy } from '@casetrace/case-rules';
import { type Proposal, proposeDepartment } from '@casetrace/guidance';
import {
  Asking,
  Checked,
  DescribeRoute,
  Permission,
  type Principal,
  ProblemError,
  proposalAnswer,
  type ProposalBody,
  proposalBody,
} from '@casetrace/service-kit';

/** What the desk asks before it registers. Nothing of it is kept. */
@ApiTags('proposals')
@Controller('v1/proposals')
export class ProposalsController {
  constructor(@Inject(RulesSource) private readonly rules: RulesSource) {}

  /** M1, M2: the officer may choose another; registering records that (`chosenInsteadOf`). */
  @Post('department')
  @Permission('proposal.ask')
  @DescribeRoute({
    summary: 'The departments that a matter may be for, each with why, from category, duties and place',
    body: proposalBody,
    answer: proposalAnswer,
    by: 'staff',
  })
  async department(
    @Asking() { department: desk }: Principal,
    @Checked(proposalBody) asked: ProposalBody,
  ): Promise<Proposal> {
    const snapshot = await this.rules.current();
    if (asked.category !== undefined && !publishedPolicy(asked.category, snapshot.rules)) {
      throw new ProblemError('unknownCategory', `There is no category ${asked.category}.`);
    }
    return proposeDepartment(snapshot, { ...asked, desk });
  }
}
