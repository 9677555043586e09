import { Controller, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandBodies } from '@casetrace/contracts';
import { type Consultation, Consultations } from '@casetrace/guidance';
import {
  actorOf,
  Asking,
  boundToDesk,
  Checked,
  checked,
  CommandDesk,
  type ConsultationBody,
  consultationBody,
  type ConsultationRegistrationBody,
  consultationRegistrationBody,
  DescribeRoute,
  IdempotencyKey,
  Permission,
  type Principal,
  recordedConsultationAnswer,
  registrationAnswer,
  saidBy,
} from '@casetrace/service-kit';
import type { HeaderTarget } from '../header-target';

/** What is explained at the desk before any case (M1), and the cases that come of it. */
@ApiTags('consultations')
@Controller('v1/consultations')
export class ConsultationsWriteController {
  constructor(
    @Inject(Consultations) private readonly consultations: Consultations,
    @Inject(CommandDesk) private readonly desk: CommandDesk,
  ) {}

  @Post()
  @Permission('consultation.record')
  @DescribeRoute({
    summary: 'Record what was asked and cited, and whether that settled the matter on the spot',
    body: consultationBody,
    answer: recordedConsultationAnswer,
    status: 201,
    write: true,
    by: 'staff',
  })
  async record(
    @Asking() principal: Principal,
    @IdempotencyKey() key: string,
    @Checked(consultationBody) body: ConsultationBody,
    @Res({ passthrough: true }) response: HeaderTarget,
  ): Promise<Consultation & { replayed: boolean }> {
    const by = { actor: actorOf(principal), caller: principal.id, key };
    const recorded = await this.consultations.record(body, by);
    response.setHeader('Location', `/v1/consultations/${recorded.id}`);
    return recorded;
  }

  /** M1, M2: what could not be settled on the spot becomes a case that keeps the link. */
  @Post(':id/registration')
  @Permission('case.register')
  @DescribeRoute({
    summary: 'Register a case from a consultation that was not settled',
    params: { id: 'id of the consultation' },
    body: consultationRegistrationBody,
    answer: registrationAnswer,
    status: 201,
    write: true,
    by: 'staff',
  })
  async register(
    @Asking() principal: Principal,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Checked(consultationRegistrationBody) said: ConsultationRegistrationBody,
    @Res({ passthrough: true }) response: HeaderTarget,
  ) {
    const asked = await this.consultations.read(id, boundToDesk(principal));
    const body = checked(commandBodies.register, {
      ...said,
      category: said.category ?? asked.category ?? undefined,
      channel: said.channel ?? asked.channel,
      place: { ...said.place, district: said.place.district ?? asked.district ?? undefined },
      consultation: asked.id,
    });
    const answer = await this.desk.register(saidBy(principal, key, { type: 'register', body }));
    response.setHeader('Location', `/v1/cases/${answer.trackingNumber}`);
    return answer;
  }
}
