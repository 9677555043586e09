import { eventSchemaVersion } from '@casetrace/contracts';
import type { CommandHandler } from '../commands/command-handler';
import type { RecordDatabase } from '../database/record-database';
import { RecordError } from '../database/record-error';

const below = `FROM cases WHERE status <> 'closed' AND schema_version <= ${eventSchemaVersion}
  AND rules_version < (SELECT version FROM rules_version)`;
const take = {
  name: 'recalculation-take',
  text: `SELECT tracking_number AS number ${below} ORDER BY rules_version LIMIT $1`,
};
const count = { name: 'recalculation-count', text: `SELECT count(*)::int AS count ${below}` };

/** What one batch did. */
export interface RecalculatedBatch {
  /** cases that took up the rules of now */
  cases: number;
  /** cases that were busy, and are tried again with the next batch */
  busy: number;
}

/** Takes open cases up to the rules of now after something was published (P2). */
export class Recalculation {
  constructor(
    private readonly database: RecordDatabase,
    private readonly commands: CommandHandler,
    private readonly atOnce = 4,
  ) {}

  /**
   * Recalculates up to `limit` open cases that were computed with older rules, some at once. Repeat until `casesBelowRules`
   * answers 0. Cases that a newer build has written to are left to that build.
   * @throws RecordError recordUnavailable.
   */
  async recalculateBatch(limit: number): Promise<RecalculatedBatch> {
    const rows = await this.database.rows<{ number: string }>(take, [limit]);
    const waiting = rows.map(({ number }) => number);
    const batch: RecalculatedBatch = { cases: 0, busy: 0 };
    const workOff = async (): Promise<void> => {
      for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
        batch[(await this.recalculate(number)) ? 'cases' : 'busy'] += 1;
      }
    };
    await Promise.all(Array.from({ length: this.atOnce }, workOff));
    return batch;
  }

  /** How many open cases still have deadlines by older rules. */
  async casesBelowRules(): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(count);
    return row?.count ?? 0;
  }

  private async recalculate(trackingNumber: string): Promise<boolean> {
    try {
      await this.commands.recalculate(trackingNumber);
      return true;
    } catch (error) {
      if (error instanceof RecordError && (error.code === 'caseBusy' || error.code === 'newerRecord'))
        return false;
      throw error;
    }
  }
}
