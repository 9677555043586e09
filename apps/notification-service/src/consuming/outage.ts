import { isConnectionFault, withinMs } from '@casetrace/service-kit';
import { TookTooLong } from './patience';

/** Classes of SQLSTATE that a message's own content causes: data exceptions, violated constraints, exceeded sizes. */
const ownFaultClasses = ['22', '23', '54'];
const longestProbeMs = 3_000;

/** Says whether a failure is an outage of something else, which only delays, or the fault of the message itself. */
export interface OutageJudge {
  isOutage(error: unknown): Promise<boolean>;
}

/**
 * Judges failures of the record. What PostgreSQL says of the content is the message's fault; whatever else it says (shutting
 * down, read only, disk full, locked, not migrated yet), a lost connection and a time-out are outages. Of an error that
 * does not come from it the record is asked whether it works: if it does, the fault is the message's.
 */
export class RecordOutages implements OutageJudge {
  /** `probe` reads what the effect needs and throws when that does not work. */
  constructor(private readonly probe: () => Promise<unknown>) {}

  async isOutage(error: unknown): Promise<boolean> {
    const state = sqlStateOf(error);
    if (state) return !ownFaultClasses.includes(state.slice(0, 2));
    if (error instanceof TookTooLong || isConnectionFault(error)) return true;
    try {
      await withinMs(longestProbeMs, this.probe());
      return false;
    } catch {
      return true;
    }
  }
}

function sqlStateOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code) ? code : undefined;
}
