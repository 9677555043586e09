import { Module } from '@nestjs/common';
import { RecordDatabase } from '@casetrace/case-record';
import { CaseSearch, KnownCollection, SimilarCases } from '@casetrace/case-search';
import { CollectionModule } from '@casetrace/doors';
import { SearchController } from './search.controller';

/** Search and similar cases, on the read model. */
@Module({
  imports: [CollectionModule],
  controllers: [SearchController],
  providers: [
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
