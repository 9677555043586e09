import { Controller, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RulesPublisher } from '@casetrace/case-record';
import { defaultPeriods, longestPeriod } from '@casetrace/case-rules';
import { Asking, Checked, checked, DescribeRoute, Permission, type Principal } from '@casetrace/service-kit';
import { z } from 'zod';
import { code, publicationAnswer, type PublicationAnswer, reason } from './publication-answer';
import { publicationBy } from './publishing';

const days = z.strictObject({
  amount: z.int().min(0).max(longestPeriod.days),
  unit: z.enum(['workingDays', 'calendarDays']),
});
const seconds = z.strictObject({
  amount: z.number().positive().max(longestPeriod.seconds),
  unit: z.literal('seconds'),
});
const period = z.discriminatedUnion('unit', [days, seconds]);

/** The limits of a category (M12); what is left out is the one standard. */
const policyBody = z.strictObject({
  department: code.describe('the department that the category proposes (M2)'),
  routes: z
    .record(code, code)
    .default({})
    .describe('the department for a place, by code of the district; goes before `department` (M1)'),
  idle: period.default(defaultPeriods.idle),
  unresolved: period.default(defaultPeriods.unresolved),
  accountLead: period.default(defaultPeriods.accountLead),
  confirmation: period.default(defaultPeriods.confirmation),
  reopenWindow: period.default(defaultPeriods.reopenWindow),
  reason,
});

@ApiTags('administration')
@Controller('v1/policies')
export class PoliciesController {
  constructor(@Inject(RulesPublisher) private readonly publisher: RulesPublisher) {}

  /** The newest version holds for every case of the category, running ones too (P2). */
  @Put(':category')
  @Permission('policy.publish')
  @DescribeRoute({
    summary: 'Publish a new version of the limits of a category; running deadlines are computed anew',
    params: { category: 'code of the category' },
    body: policyBody,
    answer: publicationAnswer,
    by: 'staff',
  })
  async publish(
    @Asking() principal: Principal,
    @Param('category') category: string,
    @Checked(policyBody) { reason: why, ...limits }: z.output<typeof policyBody>,
  ): Promise<PublicationAnswer> {
    const policy = { category: checked(code, category, 'category'), ...limits };
    return { rulesVersion: await this.publisher.publishPolicy(policy, publicationBy(principal, why)) };
  }
}
