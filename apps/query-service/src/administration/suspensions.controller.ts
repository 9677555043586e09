import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RulesPublisher, RulesSource } from '@casetrace/case-record';
import type { Suspension } from '@casetrace/case-rules';
import { Asking, Checked, DescribeRoute, Permission, type Principal } from '@casetrace/service-kit';
import { z } from 'zod';
import { code, publicationAnswer, type PublicationAnswer, reason } from './publication-answer';
import { publicationBy } from './publishing';

const suspensionBody = z.strictObject({
  department: code.optional().describe('only cases that are with this department'),
  category: code.optional().describe('only cases of this category'),
  district: code.optional().describe('only cases of this district'),
  reason,
});
const suspensionAnswer = publicationAnswer.extend({ id: z.string() });
const liftBody = z.strictObject({ reason });
const suspensionsAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      department: z.string().nullable(),
      category: z.string().nullable(),
      district: z.string().nullable(),
      from: z.iso.datetime(),
      to: z.iso.datetime().nullable().describe('null while it stands'),
    }),
  ),
});
const mostLifted = 100;

function asAnswered({
  id,
  scope,
  from,
  to,
}: Suspension): z.output<typeof suspensionsAnswer>['items'][number] {
  return {
    id,
    ...scope,
    from: new Date(from).toISOString(),
    to: to === null ? null : new Date(to).toISOString(),
  };
}

/** The emergency brake: an outage or a disaster stops the clocks of a scope, and that is on record. */
@ApiTags('administration')
@Controller('v1/suspensions')
export class SuspensionsController {
  constructor(
    @Inject(RulesPublisher) private readonly publisher: RulesPublisher,
    @Inject(RulesSource) private readonly rules: RulesSource,
  ) {}

  @Get()
  @Permission('suspensions.read')
  @DescribeRoute({
    summary: 'The suspensions of clocks, those that stand first',
    answer: suspensionsAnswer,
    by: 'staff',
  })
  async list(): Promise<z.output<typeof suspensionsAnswer>> {
    const { rules } = await this.rules.current();
    const newestFirst = rules.suspensions.toSorted((one, other) => other.from - one.from);
    const stands = newestFirst.filter(({ to }) => to === null);
    const lifted = newestFirst.filter(({ to }) => to !== null).slice(0, mostLifted);
    return { items: [...stands, ...lifted].map(asAnswered) };
  }

  @Post()
  @Permission('clocks.suspend')
  @DescribeRoute({
    summary: 'Suspend the clocks of a scope from now on; without any scope, all of them',
    body: suspensionBody,
    answer: suspensionAnswer,
    status: 201,
    by: 'staff',
  })
  async suspend(
    @Asking() principal: Principal,
    @Checked(suspensionBody) body: z.output<typeof suspensionBody>,
  ): Promise<z.output<typeof suspensionAnswer>> {
    const { department = null, category = null, district = null } = body;
    const publication = publicationBy(principal, body.reason);
    const { id, version } = await this.publisher.suspendClocks(
      { department, category, district },
      publication,
    );
    return { id, rulesVersion: version };
  }

  @Post(':id/lifting')
  @Permission('clocks.suspend')
  @DescribeRoute({
    summary: 'Let the clocks of a suspended scope go on',
    params: { id: 'id of the suspension' },
    body: liftBody,
    answer: publicationAnswer,
    by: 'staff',
  })
  async lift(
    @Asking() principal: Principal,
    @Param('id') id: string,
    @Checked(liftBody) { reason: why }: z.output<typeof liftBody>,
  ): Promise<PublicationAnswer> {
    return { rulesVersion: await this.publisher.liftSuspension(id, publicationBy(principal, why)) };
  }
}
