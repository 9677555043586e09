import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DirectoryReader, type DirectoryTree } from '@casetrace/case-record';
import { checked, DescribeRoute, Permission, ProblemError } from '@casetrace/service-kit';
import type { z } from 'zod';
import { code } from '../administration/publication-answer';
import { departmentAnswer, directoryAnswer, memberAsAnswered } from './directory-answers';

@ApiTags('directory')
@Controller('v1/departments')
export class DepartmentsController {
  constructor(@Inject(DirectoryReader) private readonly directory: DirectoryReader) {}

  @Get()
  @Permission('directory.read')
  @DescribeRoute({
    summary: 'The tree of departments, supervisory bodies and complaint channels',
    answer: directoryAnswer,
    by: 'staff',
  })
  tree(): Promise<DirectoryTree> {
    return this.directory.tree();
  }

  /** M1: where a department is, what it is there for, whom to reach there and who watches over it. */
  @Get(':code')
  @Permission('directory.read')
  @DescribeRoute({
    summary: 'A department with its staff, how each post is reached, and where a filer may complain',
    params: { code: 'code of the department' },
    answer: departmentAnswer,
    by: 'staff',
  })
  async read(@Param('code') typed: string): Promise<z.output<typeof departmentAnswer>> {
    const department = checked(code, typed, 'code');
    const page = await this.directory.departmentPage(department);
    if (!page) throw new ProblemError('noSuchResource', `There is no department ${department}.`);
    return { ...page, staff: page.staff.map(memberAsAnswered) };
  }
}
