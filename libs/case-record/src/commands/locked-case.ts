import { eventSchemaVersion, type EventType } from '@casetrace/contracts';
import type { CaseState, ExplainedDeadline } from '@casetrace/case-rules';
import type { Connection } from '../database/record-database';
import { RecordError } from '../database/record-error';
import { readForDecision, type ReadRow } from './statements';

interface LockedRow extends ReadRow {
  /** null where there is no such case */
  version: number | null;
  schemaVersion: number;
  latestEvent: EventType;
  state: Omit<CaseState, 'nextDeadline' | 'rulesVersion'>;
  caseRulesVersion: number;
  nextDeadline: ExplainedDeadline | null;
  headHash: Buffer;
}

/** A case that nobody else writes to until the transaction ends. */
export interface LockedCase {
  read: ReadRow;
  state: CaseState;
  latestEvent: EventType;
  headHash: Buffer;
}

/**
 * Locks the case and reads all that a decision needs, with the time after the lock.
 * @throws RecordError noSuchCase; newerRecord where a newer build wrote to it what this one does not know.
 */
export async function lockCase(
  connection: Connection,
  trackingNumber: string,
  accepted: { caller: string; key: string } | null,
): Promise<LockedCase> {
  const values = [trackingNumber, accepted?.caller ?? null, accepted?.key ?? null];
  const [row] = await connection.rows<LockedRow>(readForDecision, values);
  if (!row || row.version === null) throw new RecordError('noSuchCase', 'There is no such case.');
  if (row.schemaVersion > eventSchemaVersion) {
    throw new RecordError('newerRecord', 'A newer version of the system has written to this case.');
  }
  const { state, latestEvent, headHash, nextDeadline, caseRulesVersion } = row;
  return {
    read: row,
    latestEvent,
    headHash,
    state: { ...state, nextDeadline, rulesVersion: caseRulesVersion },
  };
}
