import { Module } from '@nestjs/common';
import { DatabaseClock, RecordDatabase, RulesPublisher, RulesSource } from '@casetrace/case-record';
import { GuidancePublisher } from '@casetrace/guidance';
import { ProcedurePublisher, ReviewCommands, ReviewReader } from '@casetrace/process-reviews';
import { ReviewActionsController } from './review-actions.controller';
import { ReviewsController } from './reviews.controller';

/** Process reviews (M11): reading, and the commands of the superior in charge. */
@Module({
  controllers: [ReviewsController, ReviewActionsController],
  providers: [
    {
      provide: ProcedurePublisher,
      inject: [RecordDatabase, DatabaseClock],
      useFactory: (database: RecordDatabase, clock: DatabaseClock) =>
        new ProcedurePublisher(new GuidancePublisher(database, clock)),
    },
    {
      provide: ReviewReader,
      inject: [RecordDatabase, RulesSource, DatabaseClock],
      useFactory: (database: RecordDatabase, rules: RulesSource, clock: DatabaseClock) =>
        new ReviewReader(database, rules, clock),
    },
    {
      provide: ReviewCommands,
      inject: [RecordDatabase, RulesSource, DatabaseClock, RulesPublisher, ProcedurePublisher],
      useFactory: (
        database: RecordDatabase,
        rules: RulesSource,
        clock: DatabaseClock,
        publisher: RulesPublisher,
        procedures: ProcedurePublisher,
      ) => new ReviewCommands(database, rules, clock, publisher, procedures),
    },
  ],
})
export class ReviewsModule {}
