import { Controller, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandDesk, CommandRoute, Said, type SaidCommand } from '@casetrace/service-kit';
import { LinkingDesk } from './linking-desk';

/** The staff's commands, one route each; what each must say and who may is in contracts and the grants of service-kit. */
@ApiTags('actions')
@Controller('v1/cases/:number/actions')
export class ActionsController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(LinkingDesk) private readonly links: LinkingDesk,
  ) {}

  @CommandRoute('addStatement')
  addStatement(@Said('addStatement') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('replyToStatement')
  replyToStatement(@Said('replyToStatement') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('recordProgress')
  recordProgress(@Said('recordProgress') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('contribute')
  contribute(@Said('contribute') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('transfer')
  transfer(@Said('transfer') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('referUp')
  referUp(@Said('referUp') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('reportUnresolved')
  reportUnresolved(@Said('reportUnresolved') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('instruct')
  instruct(@Said('instruct') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('adjustResponsibility')
  adjustResponsibility(@Said('adjustResponsibility') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('resolve')
  resolve(@Said('resolve') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('answer')
  answer(@Said('answer') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('referContested')
  referContested(@Said('referContested') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('withdraw')
  withdraw(@Said('withdraw') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('reopen')
  reopen(@Said('reopen') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('escalateIdle')
  escalateIdle(@Said('escalateIdle') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('claim')
  claim(@Said('claim') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('assignOfficer')
  assignOfficer(@Said('assignOfficer') said: SaidCommand) {
    return this.desk.take(said);
  }

  @CommandRoute('linkCase')
  linkCase(@Said('linkCase') said: SaidCommand) {
    return this.links.link(said);
  }

  @CommandRoute('markEnteredInError')
  markEnteredInError(@Said('markEnteredInError') said: SaidCommand) {
    return this.desk.take(said);
  }
}
