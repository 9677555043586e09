import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CaseReader, type WorklistPage } from '@casetrace/case-record';
import { Asking, CheckedQuery, DescribeRoute, Permission, type Principal } from '@casetrace/service-kit';
import { worklistAnswer, type WorklistQuery, worklistQuery } from './worklist-query';

@ApiTags('worklist')
@Controller('v1/worklist')
export class WorklistController {
  constructor(@Inject(CaseReader) private readonly cases: CaseReader) {}

  /** M6: a department sees the cases assigned to it at any time; the record is open to all departments (M7). */
  @Get()
  @Permission('worklist.read')
  @DescribeRoute({
    summary: 'Open cases, the nearest due first, in pages; of your own department where no filter names one',
    query: worklistQuery,
    answer: worklistAnswer,
    by: 'staff',
  })
  list(
    @Asking() { department: own }: Principal,
    @CheckedQuery(worklistQuery) { cursor, limit, ...filter }: WorklistQuery,
  ): Promise<WorklistPage> {
    const anywhere = filter.department === 'all' || filter.registeringDepartment !== undefined;
    const { department = anywhere ? 'all' : own, ...rest } = filter;
    const scope = department === 'all' ? rest : { ...rest, department };
    return this.cases.worklist(scope, { limit, ...(cursor !== undefined && { cursor }) });
  }
}
