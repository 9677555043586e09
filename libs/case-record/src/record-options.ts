/** What the record needs to know. Periods carry their unit in their name. */
export interface RecordOptions {
  /** `postgres://…` */
  databaseUrl: string;
  /** seen by operators in `pg_stat_activity` */
  applicationName: string;
  /** connections of this process */
  poolSize?: number;
  /** how long a command waits for a busy case before it is refused (caseBusy) */
  lockTimeoutMs?: number;
  statementTimeoutMs?: number;
  /** how long a request waits for a connection (recordUnavailable) */
  connectTimeoutMs?: number;
  /** access codes are derived from it; needed for registering */
  accessCodeSecret?: string;
  /** how long a repeated registration is told the access code again */
  accessCodeRepeatHours?: number;
  /** deadlines that are counted in days wake their workflows spread over this time */
  deadlineJitterSeconds?: number;
  /** the injected clock of tests: epoch milliseconds of the database to those that the record takes for now */
  shiftClock?: (databaseNow: number) => number;
}

export type CompleteRecordOptions = Required<Omit<RecordOptions, 'accessCodeSecret'>> &
  Pick<RecordOptions, 'accessCodeSecret'>;

/** The symbol under which Nest provides the options. */
export const recordOptions = Symbol('recordOptions');

export const recordDefaults = {
  poolSize: 10,
  lockTimeoutMs: 1_500,
  statementTimeoutMs: 10_000,
  connectTimeoutMs: 3_000,
  accessCodeRepeatHours: 24,
  deadlineJitterSeconds: 300,
  shiftClock: (databaseNow: number): number => databaseNow,
} as const satisfies Partial<RecordOptions>;

/** Fills in what was not said. */
export function withDefaults(options: RecordOptions): CompleteRecordOptions {
  const said = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...recordDefaults, ...(Object.fromEntries(said) as unknown as RecordOptions) };
}
