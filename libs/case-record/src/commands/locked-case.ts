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
  schemaVersion: number;
}

/**
 * Locks the case and reads all that a decision needs, with the time after the lock.
 * @throws RecordError noSuchCase.
 */
export async function lockCase(
  connection: Connection,
  trackingNumber: string,
  accepted: { caller: string; key: string } | null,
): Promise<LockedCase> {
  const values = [trackingNumber, accepted?.caller ?? null, accepted?.key ?? null];
  const [row] = await connection.rows<LockedRow>(readForDecision, values);
  if (!row || row.version === null) throw new RecordError('noSuchCase', 'There is no such case.');
  const { state, latestEvent, headHash, schemaVersion, nextDeadline, caseRulesVersion } = row;
  const whole = { ...state, nextDeadline, rulesVersion: caseRulesVersion };
  return { read: row, latestEvent, headHash, schemaVersion, state: whole };
}

/** @throws RecordError newerRecord where a newer build wrote what this one does not know: it must not write over it. */
export function assertKnownSchema({ schemaVersion }: LockedCase): void {
  if (schemaVersion <= eventSchemaVersion) return;
  throw new RecordError('newerRecord', 'A newer version of the system has written to this case.');
}
