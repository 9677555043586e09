import { Module } from '@nestjs/common';
import { RecordDatabase } from '@casetrace/case-record';
import { KnownCollection } from '@casetrace/case-search';

/** What is known of all cases together: read once a minute for all that searches in a process. */
@Module({
  providers: [
    {
      provide: KnownCollection,
      inject: [RecordDatabase],
      useFactory: (database: RecordDatabase) => new KnownCollection(database),
    },
  ],
  exports: [KnownCollection],
})
export class CollectionModule {}
