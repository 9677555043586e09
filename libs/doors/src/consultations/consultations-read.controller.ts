import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Consultation, type ConsultationPage, Consultations } from '@casetrace/guidance';
import {
  Asking,
  boundToDesk,
  CheckedQuery,
  consultationAnswer,
  consultationsAnswer,
  type ConsultationsQuery,
  consultationsQuery,
  DescribeRoute,
  deskSeenBy,
  Permission,
  type Principal,
} from '@casetrace/service-kit';

/** What was asked at the desks (M1): of the own desk, and of all for whoever sees all. */
@ApiTags('consultations')
@Controller('v1/consultations')
export class ConsultationsReadController {
  constructor(@Inject(Consultations) private readonly consultations: Consultations) {}

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
}
