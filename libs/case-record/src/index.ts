export { runProgram } from './cli/run-program';
export { deriveAccessCode, hashAccessCode } from './commands/access-code';
export { caseParameters } from './commands/case-parameters';
export * from './commands/command-handler';
export * from './commands/command-request';
export type { Lane } from './commands/registration';
export { withRetries } from './commands/retries';
export { changedColumns } from './commands/statements';
export { type Beginning, chained, type ChainedRows } from './commands/written-rows';
export { advisoryLocks } from './database/advisory-locks';
export * from './database/data-source';
export { DatabaseClock } from './database/database-clock';
export { migrate } from './database/migrate';
export { type Connection, RecordDatabase, type Statement } from './database/record-database';
export { asRecordError, RecordError, sqlStateOf, violatedUniqueConstraint } from './database/record-error';
export * from './directory/api-key-issue';
export type { FileProblem } from './directory/csv-table';
export type { DirectoryChanges, EntryChanges } from './directory/directory-changes';
export { departmentsForm, type DirectoryFiles, staffForm } from './directory/directory-files';
export * from './directory/directory-import';
export * from './directory/duty-roster';
export * from './entities';
export { newApiKey } from './identity/api-keys';
export { migrations } from './migrations';
export { figureIndexes } from './migrations/0015-figures';
export type * from './read-models/case-history';
export {
  isComplete,
  ReadModelState,
  readWhole,
  type UnfinishedReadModels,
} from './read-models/read-model-state';
export * from './read-models/read-models';
export * from './reading/case-facts';
export type * from './reading/case-page';
export * from './reading/case-reader';
export * from './reading/cited-guidance';
export * from './reading/directory-reader';
export * from './reading/open-reviews';
export * from './reading/policy-history';
export * from './reading/refused-attempts';
export type * from './reading/timeline';
export type * from './reading/worklist';
export * from './record-module';
export * from './record-options';
export * from './relay/open-cases';
export * from './relay/outbox-reader';
export * from './relay/relay-queue';
export * from './rules/recalculation';
export * from './rules/rules-publisher';
export { upsertDepartments, writePolicy } from './rules/rules-statements';
export type * from './rules/rules-snapshot';
export { RulesSource } from './rules/rules-source';
export { canonicalJson, hasUnstorableCharacters } from './serialization/canonical-json';
export * from './seeding/seed-files';
export * from './seeding/seed-record';
export { beginningOfChain } from './serialization/chain';
export type * from './verification/verify-case';
export * from './verification/verify-chains';
