import { type DynamicModule, Module } from '@nestjs/common';
import { RecordModule } from '@casetrace/case-record';
import {
  ConsultationsReadController,
  GuidanceReadController,
  ProposalsModule,
  recordClasses,
  recordOptionsOf,
} from '@casetrace/doors';
import { GuidanceModule } from '@casetrace/guidance';
import { doorPorts, type Log, ServiceModule } from '@casetrace/service-kit';
import { CasesController } from './cases/cases.controller';
import type { IntakeConfiguration } from './configuration';
import { ConsultationsWriteController } from './consultations/consultations-write.controller';
import { SupervisionModule } from './supervision/supervision.module';

/** The door of agencies and filers, on the record alone: no engine is asked. */
@Module({})
export class IntakeModule {
  static forRoot(configuration: IntakeConfiguration, log: Log): DynamicModule {
    const record = RecordModule.forRoot(recordOptionsOf('intake-service', configuration));
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
      controllers: [
        CasesController,
        ConsultationsReadController,
        ConsultationsWriteController,
        GuidanceReadController,
      ],
    };
  }
}
