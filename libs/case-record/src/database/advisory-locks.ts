/**
 * Keys of PostgreSQL's advisory locks (they belong to one database). Commands hold `rules` shared to their end; publishing
 * takes it alone, so that no command decides on old rules unseen.
 */
export const advisoryLocks = {
  rules: 727_201,
  migrations: 727_202,
  outboxPublisher: 727_203,
  readModels: 727_204,
  readModelsRebuild: 727_205,
  guidance: 727_211,
  dutyPlans: 727_213,
  backlogWatch: 727_216,
} as const;
