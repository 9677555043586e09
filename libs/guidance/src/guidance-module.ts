import { Global, Module, type Provider } from '@nestjs/common';
import { DatabaseClock, RecordDatabase } from '@casetrace/case-record';
import { Consultations } from './consultations/consultations';
import { GuidancePublisher } from './publishing/guidance-publisher';
import { GuidanceReader } from './reading/guidance-reader';

const services: Provider[] = [
  {
    provide: GuidanceReader,
    inject: [RecordDatabase, DatabaseClock],
    useFactory: (database: RecordDatabase, clock: DatabaseClock) => new GuidanceReader(database, clock),
  },
  {
    provide: GuidancePublisher,
    inject: [RecordDatabase, DatabaseClock],
    useFactory: (database: RecordDatabase, clock: DatabaseClock) => new GuidancePublisher(database, clock),
  },
  {
    provide: Consultations,
    inject: [RecordDatabase, DatabaseClock, GuidanceReader],
    useFactory: (database: RecordDatabase, clock: DatabaseClock, guidance: GuidanceReader) =>
      new Consultations(database, clock, guidance),
  },
];

/** Guidance and consultations within a Nest application that has the record (M1). */
@Global()
@Module({
  providers: services,
  exports: [GuidanceReader, GuidancePublisher, Consultations],
})
export class GuidanceModule {}
