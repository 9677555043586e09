import { Module } from '@nestjs/common';
import { RecordDatabase } from '@casetrace/case-record';
import { CaseSearch, KnownCollection, SimilarCases } from '@casetrace/case-search';
import { SearchController } from './search.controller';

/** Search and similar cases, on the read model. */
@Module({
  controllers: [SearchController],
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
  ],
})
export class SearchModule {}
