import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DirectoryReader, type DirectoryTree } from '@casetrace/case-record';
import { DescribeRoute, Permission } from '@casetrace/service-kit';
import { directoryAnswer } from './directory-answers';

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
}
