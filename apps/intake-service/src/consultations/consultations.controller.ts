import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandBodies } from '@casetrace/contracts';
import { type Consultation, type ConsultationPage, Consultations } from '@casetrace/guidance';
import {
  actorOf,
  Asking,
  boundToDesk,
  Checked,
  checked,
  CheckedQuery,
  CommandDesk,
  consultationAnswer,
  type ConsultationBody,
  consultationBody,
  type ConsultationRegistrationBody,
  consultationRegistrationBody,
  consultationsAnswer,
  type ConsultationsQuery,
  consultationsQuery,
  DescribeRoute,
  deskSeenBy,
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
export class ConsultationsController {
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

  @Get()
  @Permission('consultation.read')
  @DescribeRoute({
    summary: 'Consultations, the newest first, in pages; of your own desk where no other is named',
    query: consultationsQuery,
    answer: consultationsAnswer,
    by: 'staff',
  })
  list(
    @Asking() principal: Principal,
    @CheckedQuery(consultationsQuery) { desk, ...page }: ConsultationsQuery,
  ): Promise<ConsultationPage> {
    return this.consultations.list(deskSeenBy(principal, desk), page);
  }

  @Get(':id')
  @Permission('consultation.read')
  @DescribeRoute({
    summary: 'One consultation, with the tracking number where a case was registered from it',
    params: { id: 'id of the consultation' },
    answer: consultationAnswer,
    by: 'staff',
  })
  read(@Asking() principal: Principal, @Param('id') id: string): Promise<Consultation> {
    return this.consultations.read(id, boundToDesk(principal));
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
