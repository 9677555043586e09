import { type DynamicModule, Module } from '@nestjs/common';
import { RecordDatabase } from '@casetrace/case-record';
import { CaseSearch, DuplicateFinder, KnownCollection, SimilarCases } from '@casetrace/case-search';
import { DuplicatesController } from '../proposals/duplicates.controller';
import { SearchController } from './search.controller';

/** Search, similar cases and duplicates, on the read model. */
@Module({})
export class SearchModule {
  static forRoot(duplicatesWithinDays: number): DynamicModule {
    return {
      module: SearchModule,
      controllers: [SearchController, DuplicatesController],
      providers: [
        {
          provide: KnownCollection,
          inject: [RecordDatabase],
          useFactory: (database: RecordDatabase) => new KnownCollection(database),
        },
        {
          provide: CaseSearch,
          inject: [RecordDatabase, KnownCollection],
          useFactory: (database: RecordDatabase, collection: KnownCollection) =>
            new CaseSearch(database, collection),
        },
        {
          provide: SimilarCases,
          inject: [RecordDatabase, KnownCollection],
          useFactory: (database: RecordDatabase, collection: KnownCollection) =>
            new SimilarCases(database, collection),
        },
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
