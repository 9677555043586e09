import { Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  DutyRoster,
  type DutyShift,
  type PlannedDuty,
  type RulesSnapshot,
  RulesSource,
} from '@casetrace/case-record';
import { isWithin } from '@casetrace/case-rules';
import { moment } from '@casetrace/contracts';
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
import { code } from '../administration/publication-answer';
import { type DutyAnswer, dutyAnswer } from './directory-answers';

const mostShifts = 1_000;
const mostDays = 366;
const dayMs = 86_400_000;

const dutyQuery = z.strictObject({ at: moment.optional().describe('now, where nothing is said') });
const planBody = z
  .strictObject({
    from: moment,
    to: moment.describe('what was planned for this time and is not said again is withdrawn'),
    shifts: z
      .array(z.strictObject({ staff: code, from: moment, to: moment }))
      .max(mostShifts)
      .describe('each begins in that time, and lasts 48 hours at most'),
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= mostDays * dayMs, {
    path: ['to'],
    message: `a plan is of ${mostDays} days at most`,
  });
const planAnswer = z.strictObject({ planned: z.int(), withdrawn: z.int(), unchanged: z.int() });

/** Who is on duty (M1): whom the desk can reach now. */
@ApiTags('directory')
@Controller('v1/departments/:code/duty')
export class DutyController {
  constructor(
    @Inject(DutyRoster) private readonly roster: DutyRoster,
    @Inject(RulesSource) private readonly rules: RulesSource,
  ) {}

  @Get()
  @Permission('directory.read')
  @DescribeRoute({
    summary: 'Who is on duty at a department at a moment, and whose turn it is next',
    params: { code: 'code of the department' },
    query: dutyQuery,
    answer: dutyAnswer,
    by: 'staff',
  })
  async read(
    @Param('code') typed: string,
    @CheckedQuery(dutyQuery) { at }: z.output<typeof dutyQuery>,
  ): Promise<DutyAnswer> {
    const snapshot = await this.rules.current();
    const department = knownDepartment(typed, snapshot);
    const duty = await this.roster.at(department, at);
    return {
      department,
      at: duty.at,
      onDuty: duty.onDuty.flatMap((shift) => asAnswered(shift, snapshot) ?? []),
      next: duty.next && asAnswered(duty.next, snapshot),
    };
  }

  /** A supervisor plans the own department and those below it; an administrator any. */
  @Put()
  @Permission('duty.plan')
  @DescribeRoute({
    summary: 'Plan who is on duty between two moments; saying the same again changes nothing',
    params: { code: 'code of the department' },
    body: planBody,
    answer: planAnswer,
    by: 'staff',
  })
  async plan(
    @Asking() principal: Principal,
    @Param('code') typed: string,
    @Checked(planBody) body: z.output<typeof planBody>,
  ): Promise<PlannedDuty> {
    const snapshot = await this.rules.current();
    const department = knownDepartment(typed, snapshot);
    const { roles, department: own, officer, id } = principal;
    if (!roles.includes('administrator') && !isWithin(department, own, snapshot.rules)) {
      throw new ProblemError('notAllowed', 'Only departments at or below your own.');
    }
    return this.roster.plan(department, body, officer ?? id);
  }
}

function knownDepartment(typed: string, { departments }: RulesSnapshot): string {
  const department = checked(code, typed, 'code');
  if (departments.get(department)?.active) return department;
  throw new ProblemError('noSuchResource', `There is no active department ${department}.`);
}

/** Nothing for somebody who is no longer of the staff: they are not to be reached there. */
function asAnswered({ staff: member, from, to }: DutyShift, { staff }: RulesSnapshot): DutyAnswer['next'] {
  const entry = staff.get(member);
  if (!entry?.active) return null;
  return { staff: { code: entry.code, post: entry.name, contact: entry.contact }, from, to };
}
