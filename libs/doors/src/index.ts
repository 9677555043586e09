export { CollectionModule } from './collection.module';
export { ConsultationsReadController } from './consultations/consultations-read.controller';
export { GuidanceReadController } from './guidance/guidance-read.controller';
export { ProposalsModule } from './proposals/proposals.module';
export { recordClasses, recordOptionsOf } from './record';
