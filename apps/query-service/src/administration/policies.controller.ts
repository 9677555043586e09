import { Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PolicyHistory, type PolicyVersion, RulesPublisher, RulesSource } from '@casetrace/case-record';
import { defaultBacklog, defaultPeriods, longestPeriod } from '@casetrace/case-rules';
import { largestInteger } from '@casetrace/contracts';
import {
  Asking,
  Checked,
  checked,
  CheckedQuery,
  DescribeRoute,
  Permission,
  type Principal,
  ProblemError,
} from '@casetrace/service-kit';
import { z } from 'zod';
import { policy } from '../directory/directory-answers';
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

const many = z.int().min(1).max(1_000_000);
const backlog = z
  .strictObject({
    age: period.default(defaultBacklog.age).describe('how long a case is open before it counts as old'),
    count: many.default(defaultBacklog.count).describe('in one department: more old cases than this'),
    weeks: z
      .number()
      .positive()
      .max(1_000)
      .default(defaultBacklog.weeks)
      .describe('more open cases than this many times the closings of the last seven days …'),
    minimum: many.default(defaultBacklog.minimum).describe('… where at least this many are open'),
    subtree: z
      .strictObject({
        count: many.default(defaultBacklog.subtree.count),
        minimum: many.default(defaultBacklog.subtree.minimum),
      })
      .default(defaultBacklog.subtree)
      .describe('the same for all departments below a superior together'),
    endShare: z
      .number()
      .min(0.1)
      .max(0.99)
      .default(defaultBacklog.endShare)
      .describe('an episode ends below this share of each limit'),
  })
  .default(defaultBacklog)
  .describe('when cases pile up (M11): past it a process review opens');

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
  backlog,
  reason,
});

const historyQuery = z.strictObject({
  before: z.coerce
    .number<string>()
    .int()
    .min(1)
    .max(largestInteger)
    .optional()
    .describe('`next` of the page before'),
  limit: z.coerce.number<string>().int().min(1).max(200).default(50),
});
const historyAnswer = z.strictObject({
  items: z.array(
    policy.extend({
      publishedAt: z.iso.datetime(),
      publishedBy: z.string().describe('staff code, or `seed`'),
      reason: z.string(),
    }),
  ),
  next: z.int().nullable().describe('`before` of the next page; null at the end'),
});

@ApiTags('administration')
@Controller('v1/policies')
export class PoliciesController {
  constructor(
    @Inject(RulesPublisher) private readonly publisher: RulesPublisher,
    @Inject(PolicyHistory) private readonly history: PolicyHistory,
    @Inject(RulesSource) private readonly rules: RulesSource,
  ) {}

  /** M12: limits are recorded decisions, and everybody on the staff may read who decided what, and why. */
  @Get(':category')
  @Permission('categories.read')
  @DescribeRoute({
    summary: 'All versions of the limits of a category, the newest first, each with who published it and why',
    params: { category: 'code of the category' },
    query: historyQuery,
    answer: historyAnswer,
    by: 'staff',
  })
  async versions(
    @Param('category') typed: string,
    @CheckedQuery(historyQuery) { before, limit }: z.output<typeof historyQuery>,
  ): Promise<{ items: PolicyVersion[]; next: number | null }> {
    const category = checked(code, typed, 'category');
    const { categories } = await this.rules.current();
    if (!categories.has(category)) {
      throw new ProblemError('noSuchResource', `There is no category ${category}.`);
    }
    const found = await this.history.of(category, limit + 1, before);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? (items.at(-1)?.version ?? null) : null };
  }

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
