import { Module, type Provider, type Type } from '@nestjs/common';
import { RecordDatabase, RulesSource } from '@casetrace/case-record';
import {
  countedConsultations,
  DepartmentStatisticsReader,
  FailingReader,
  MonthlyReports,
  StatisticsReader,
} from '@casetrace/figures';
import { FilesController } from './files.controller';
import { ReportsController } from './reports.controller';
import { StatisticsController } from './statistics.controller';

const onTheRecord = <Reader>(
  reader: Type<Reader> & (new (database: RecordDatabase, rules: RulesSource) => Reader),
): Provider => ({
  provide: reader,
  inject: [RecordDatabase, RulesSource],
  useFactory: (database: RecordDatabase, rules: RulesSource) => new reader(database, rules),
});

/** Figures, files and reports (M13). */
@Module({
  controllers: [StatisticsController, FilesController, ReportsController],
  providers: [
    {
      provide: StatisticsReader,
      inject: [RecordDatabase, RulesSource],
      useFactory: (database: RecordDatabase, rules: RulesSource) =>
        new StatisticsReader(database, rules, countedConsultations),
    },
    onTheRecord(DepartmentStatisticsReader),
    onTheRecord(FailingReader),
    onTheRecord(MonthlyReports),
  ],
})
export class StatisticsModule {}
