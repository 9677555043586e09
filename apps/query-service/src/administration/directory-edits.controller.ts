import { Controller, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RulesPublisher } from '@casetrace/case-record';
import { roles } from '@casetrace/contracts';
import { Asking, Checked, checked, DescribeRoute, Permission, type Principal } from '@casetrace/service-kit';
import { z } from 'zod';
import { bilingual, code, publicationAnswer, type PublicationAnswer, reason } from './publication-answer';
import { publicationBy } from './publishing';

const line = z.string().trim().max(200);
const paragraph = z.string().trim().max(10_000);
const text = z.strictObject({ zh: paragraph, en: paragraph });

const departmentBody = z.strictObject({
  kind: z.enum(['department', 'supervisoryBody', 'complaintChannel']),
  name: bilingual,
  superior: code.nullable().describe('null at the top'),
  supervisoryBody: code.nullable().describe('null where that of the superior holds'),
  complaintChannels: z.array(code).max(50).describe('empty where those of the superior hold'),
  duties: text,
  address: line,
  telephone: line,
  hours: line,
  district: code.nullable().describe('the district that it serves; null where that of the superior holds'),
  active: z.boolean().describe('false where it is closed: entries of the past go on naming it'),
  reason,
});
const memberBody = z.strictObject({
  department: code,
  post: bilingual.describe('title of the post, never the name of a person'),
  roles: z.array(z.enum(roles)).min(1).max(roles.length),
  kind: z.enum(['person', 'system']),
  contact: z
    .strictObject({
      telephone: line,
      mail: line.refine((mail) => mail === '' || z.email().safeParse(mail).success, 'a mail address'),
      room: line,
    })
    .describe('how the post is reached, whoever holds it'),
  deputy: code.nullable().describe('the post that stands in for this one'),
  active: z.boolean(),
  reason,
});
const categoryBody = z.strictObject({ name: bilingual, description: text, active: z.boolean(), reason });

/**
 * Changes of the directory. Each says the whole entry, new or changed; it is a change of the rules, so that running deadlines
 * follow (P2), and loops and references to what is not there are refused.
 */
@ApiTags('administration')
@Controller('v1')
export class DirectoryEditsController {
  constructor(@Inject(RulesPublisher) private readonly publisher: RulesPublisher) {}

  @Put('departments/:code')
  @Permission('directory.edit')
  @DescribeRoute({
    summary: 'Enter or change a department, supervisory body or complaint channel',
    params: { code: 'its code, which never changes' },
    body: departmentBody,
    answer: publicationAnswer,
    by: 'staff',
  })
  async department(
    @Asking() principal: Principal,
    @Param('code') typed: string,
    @Checked(departmentBody) { reason: why, ...entry }: z.output<typeof departmentBody>,
  ): Promise<PublicationAnswer> {
    const department = { code: checked(code, typed, 'code'), ...entry };
    return { rulesVersion: await this.publisher.changeDepartment(department, publicationBy(principal, why)) };
  }

  @Put('staff/:code')
  @Permission('directory.edit')
  @DescribeRoute({
    summary: 'Enter or change a member of staff: the post, its roles, how it is reached, who stands in',
    params: { code: 'the staff code, which never changes' },
    body: memberBody,
    answer: publicationAnswer,
    by: 'staff',
  })
  async member(
    @Asking() principal: Principal,
    @Param('code') typed: string,
    @Checked(memberBody) { reason: why, post: name, ...entry }: z.output<typeof memberBody>,
  ): Promise<PublicationAnswer> {
    const member = { code: checked(code, typed, 'code'), name, ...entry };
    return { rulesVersion: await this.publisher.changeStaff(member, publicationBy(principal, why)) };
  }

  @Put('categories/:code')
  @Permission('directory.edit')
  @DescribeRoute({
    summary: 'Enter or change a category; a new one takes cases once its policy is published',
    params: { code: 'its code, which never changes' },
    body: categoryBody,
    answer: publicationAnswer,
    by: 'staff',
  })
  async category(
    @Asking() principal: Principal,
    @Param('code') typed: string,
    @Checked(categoryBody) { reason: why, ...entry }: z.output<typeof categoryBody>,
  ): Promise<PublicationAnswer> {
    const category = { code: checked(code, typed, 'code'), ...entry };
    return { rulesVersion: await this.publisher.changeCategory(category, publicationBy(principal, why)) };
  }
}
