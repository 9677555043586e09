// Guidance, consultations and the proposal of a department (M1).
export * from './proposal';
export * from './consultations/consultations';
export * from './documents/guidance-content';
export * from './guidance-module';
export * from './importing/import-collection';
export * from './importing/problem';
export * from './publishing/guidance-publisher';
export * from './reading/guidance-reader';
