import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CaseReader } from '@casetrace/case-record';
import {
  Asking,
  CaseNumber,
  casePageAnswer,
  CommandDesk,
  CommandRoute,
  DescribeRoute,
  Permission,
  type Principal,
  Said,
  type SaidCommand,
  visibleTo,
} from '@casetrace/service-kit';
import type { HeaderTarget } from '../header-target';

/** Registering, and whatever a filer (or somebody for them) does with their case. */
@ApiTags('cases')
@Controller('v1/cases')
export class CasesController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(CaseReader) private readonly cases: CaseReader,
  ) {}

  @CommandRoute('register', '')
  async register(@Said('register') said: SaidCommand, @Res({ passthrough: true }) response: HeaderTarget) {
    const answer = await this.desk.register(said);
    response.setHeader('Location', `/v1/cases/${answer.trackingNumber}`);
    return answer;
  }

  @Get(':number')
  @Permission('case.read')
  @DescribeRoute({
    summary: 'The case with its whole timeline, as far as the reader may see',
    answer: casePageAnswer,
    ofCase: true,
    by: 'staffAndFiler',
  })
  read(@Asking() principal: Principal, @CaseNumber() number: string) {
    return this.cases.read(number, { visibilities: (facts) => visibleTo(principal, facts) });
  }

  @CommandRoute('addStatement', ':number/statements')
  addStatement(@Said('addStatement') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('answer', ':number/answer')
  answer(@Said('answer') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('withdraw', ':number/withdrawal')
  withdraw(@Said('withdraw') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('reopen', ':number/reopening')
  reopen(@Said('reopen') said: SaidCommand) {
    return this.desk.take(said);
  }
}
