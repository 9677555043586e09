import { type DynamicModule, Module } from '@nestjs/common';
import { RecordModule } from '@casetrace/case-record';
import { GuidanceModule } from '@casetrace/guidance';
import { doorPorts, type Log, ServiceModule } from '@casetrace/service-kit';
import { CasesController } from './cases/cases.controller';
import type { IntakeConfiguration } from './configuration';
import { ConsultationsController } from './consultations/consultations.controller';
import { GuidanceController } from './guidance/guidance.controller';
import { ProposalsController } from './proposals/proposals.controller';
import { ProposalsModule } from './proposals/proposals.module';
import { recordClasses, recordOptionsOf } from './record';
import { SupervisionModule } from './supervision/supervision.module';

/** The door of agencies and filers, on the record alone: no engine is asked. */
@Module({})
export class IntakeModule {
  static forRoot(configuration: IntakeConfiguration, log: Log): DynamicModule {
    const record = RecordModule.forRoot(recordOptionsOf(configuration));
    const ports = doorPorts(recordClasses, configuration, { filers: true });
    return {
      module: IntakeModule,
      imports: [
        record,
        GuidanceModule,
        ServiceModule.forRoot({ name: 'intake-service', log, ports }),
        ProposalsModule.forRoot(configuration.DUPLICATES_WITHIN_DAYS),
        SupervisionModule,
      ],
      controllers: [CasesController, ConsultationsController, GuidanceController, ProposalsController],
    };
  }
}
