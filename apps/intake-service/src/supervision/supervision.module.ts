import { Module } from '@nestjs/common';
import { RecordDatabase, RulesSource } from '@casetrace/case-record';
import { countedConsultations, PublicFiguresReader, StatisticsReader } from '@casetrace/figures';
import { publicReviews } from '@casetrace/process-reviews';
import { PublicFiguresController } from './public-figures.controller';

/** What the public may see (P12). */
@Module({
  controllers: [PublicFiguresController],
  providers: [
    {
      provide: PublicFiguresReader,
      inject: [RecordDatabase, RulesSource],
      useFactory: (database: RecordDatabase, rules: RulesSource) =>
        new PublicFiguresReader(
          database,
          rules,
          new StatisticsReader(database, rules, countedConsultations),
          publicReviews,
        ),
    },
  ],
})
export class SupervisionModule {}
