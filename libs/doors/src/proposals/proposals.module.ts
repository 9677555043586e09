import { type DynamicModule, Module } from '@nestjs/common';
import { RecordDatabase } from '@casetrace/case-record';
import { DuplicateFinder, KnownCollection } from '@casetrace/case-search';
import { CollectionModule } from '../collection.module';
import { DuplicatesController } from './duplicates.controller';
import { ProposalsController } from './proposals.controller';

/** What is proposed before a case is registered. */
@Module({})
export class ProposalsModule {
  static forRoot(duplicatesWithinDays: number): DynamicModule {
    return {
      module: ProposalsModule,
      imports: [CollectionModule],
      controllers: [DuplicatesController, ProposalsController],
      providers: [
        {
          provide: DuplicateFinder,
          inject: [RecordDatabase, KnownCollection],
          useFactory: (database: RecordDatabase, collection: KnownCollection) =>
            new DuplicateFinder(database, collection, { withinDays: duplicatesWithinDays }),
        },
      ],
    };
  }
}
