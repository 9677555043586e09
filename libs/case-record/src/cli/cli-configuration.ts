import type { RecordOptions } from '../record-options';

const anHourMs = 3_600_000;

/** Options of the record's programs, from the environment. They run long statements and wait for no lock but the migrations'. */
export function cliOptions(program: string): RecordOptions {
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) throw new Error('DATABASE_URL is not set: the postgres:// URL of the record.');
  return {
    databaseUrl,
    applicationName: `casetrace-${program}`,
    poolSize: 4,
    lockTimeoutMs: anHourMs,
    statementTimeoutMs: anHourMs,
    connectTimeoutMs: 10_000,
  };
}
