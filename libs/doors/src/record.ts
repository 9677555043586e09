import {
  CaseReader,
  CommandHandler,
  DirectoryReader,
  ReadModelState,
  type RecordOptions,
  RefusedAttempts,
  RulesSource,
} from '@casetrace/case-record';
import { GuidanceReader } from '@casetrace/guidance';
import type { IdentityConfiguration, RecordClasses, RecordConfiguration } from '@casetrace/service-kit';

/** What of the record stands behind the ports of a door. */
export const recordClasses: RecordClasses = {
  directory: DirectoryReader,
  cases: CaseReader,
  commands: CommandHandler,
  guidance: GuidanceReader,
  refusals: RefusedAttempts,
  rules: RulesSource,
  readModels: ReadModelState,
};

/** How a door uses the record. */
export function recordOptionsOf(
  applicationName: string,
  configuration: RecordConfiguration & IdentityConfiguration,
): RecordOptions {
  return {
    databaseUrl: configuration.DATABASE_URL,
    applicationName,
    poolSize: configuration.DATABASE_POOL_SIZE,
    lockTimeoutMs: configuration.LOCK_TIMEOUT_MS,
    accessCodeSecret: configuration.ACCESS_CODE_SECRET,
    deadlineJitterSeconds: configuration.DEADLINE_JITTER_SECONDS,
  };
}
