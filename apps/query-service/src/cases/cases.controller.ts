import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CaseReader } from '@casetrace/case-record';
import {
  Asking,
  CaseNumber,
  casePageAnswer,
  DescribeRoute,
  Permission,
  type Principal,
  visibleTo,
} from '@casetrace/service-kit';

@ApiTags('cases')
@Controller('v1/cases')
export class CasesController {
  constructor(@Inject(CaseReader) private readonly cases: CaseReader) {}

  /** M3, M14: any officer sees the whole path of a case at once. */
  @Get(':number')
  @Permission('case.read')
  @DescribeRoute({
    summary: 'The case with its whole timeline and its deadlines explained',
    answer: casePageAnswer,
    ofCase: true,
    by: 'staff',
  })
  read(@Asking() principal: Principal, @CaseNumber() number: string) {
    return this.cases.read(number, { visibilities: (facts) => visibleTo(principal, facts) });
  }
}
