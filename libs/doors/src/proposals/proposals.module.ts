import { type DynamicModule, Module } from '@nestjs/common';
import { RecordDatabase } from '@casetrace/case-record';
import { DuplicateFinder, KnownCollection } from '@casetrace/case-search';
import { DuplicatesController } from './duplicates.controller';
import { ProposalsController } from './proposals.controller';

/** What is proposed before a case is registered. */
@Module({})
export class ProposalsModule {
  static forRoot(duplicatesWithinDays: number): DynamicModule {
    return {
      module: ProposalsModule,
      controllers: [DuplicatesController, ProposalsController],
      providers: [
        {
          provide: DuplicateFinder,
          inject: [RecordDatabase],
          useFactory: (database: RecordDatabase) =>
            new DuplicateFinder(database, new KnownCollection(database), {
              withinDays: duplicatesWithinDays,
            }),
        },
      ],
    };
  }
}
