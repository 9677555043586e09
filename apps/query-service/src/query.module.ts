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
import { ActionsModule } from './actions/actions.module';
import { AdministrationModule } from './administration/administration.module';
import { CasesController } from './cases/cases.controller';
import type { QueryConfiguration } from './configuration';
import { DirectoryModule } from './directory/directory.module';
import { GuidancePublishingController } from './guidance/guidance-publishing.controller';
import { ReviewsModule } from './reviews/reviews.module';
import { SearchModule } from './search/search.module';
import { RefusalsController } from './supervision/refusals.controller';
import { StatisticsModule } from './statistics/statistics.module';
import { WorklistController } from './worklist/worklist.controller';

/** The door of the staff, on the record alone: no engine is asked, for reading or acting. */
@Module({})
export class QueryModule {
  static forRoot(configuration: QueryConfiguration, log: Log): DynamicModule {
    const record = RecordModule.forRoot(recordOptionsOf('query-service', configuration));
    const ports = doorPorts(recordClasses, configuration, { filers: false });
    return {
      module: QueryModule,
      imports: [
        record,
        GuidanceModule,
        ServiceModule.forRoot({ name: 'query-service', log, ports }),
        ActionsModule,
        AdministrationModule,
        DirectoryModule,
        ProposalsModule.forRoot(configuration.DUPLICATES_WITHIN_DAYS),
        SearchModule,
        ReviewsModule,
        StatisticsModule,
      ],
      controllers: [
        CasesController,
        ConsultationsReadController,
        GuidanceReadController,
        GuidancePublishingController,
        RefusalsController,
        WorklistController,
      ],
    };
  }
}
