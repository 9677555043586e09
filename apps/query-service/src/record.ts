import {
  CaseReader,
  CommandHandler,
  DirectoryReader,
  type RecordOptions,
  RefusedAttempts,
  RulesSource,
} from '@casetrace/case-record';
import { GuidanceReader } from '@casetrace/guidance';
import type { RecordClasses } from '@casetrace/service-kit';
import type { QueryConfiguration } from './configuration';

/** What of the record stands behind the ports of this door. */
export const recordClasses: RecordClasses = {
  directory: DirectoryReader,
  cases: CaseReader,
  commands: CommandHandler,
  guidance: GuidanceReader,
  refusals: RefusedAttempts,
  rules: RulesSource,
};

/** How this service uses the record. */
export function recordOptionsOf(configuration: QueryConfiguration): RecordOptions {
  return {
    databaseUrl: configuration.DATABASE_URL,
    applicationName: 'query-service',
    poolSize: configuration.DATABASE_POOL_SIZE,
    lockTimeoutMs: configuration.LOCK_TIMEOUT_MS,
    accessCodeSecret: configuration.ACCESS_CODE_SECRET,
    deadlineJitterSeconds: configuration.DEADLINE_JITTER_SECONDS,
  };
}
