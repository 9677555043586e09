import type { Actor } from '@casetrace/contracts';
import type { Connection } from '../database/record-database';
import { RecordError } from '../database/record-error';
import type { CommandRequest } from './command-request';

/** The consultation that a registration says it comes from (M1), locked until the transaction ends. */
export interface NamedConsultation {
  id: string;
  /** null where there is no such consultation */
  found: { department: string; settled: boolean; trackingNumber: string | null } | null;
}

const lock = {
  name: 'lock-consultation',
  text: `SELECT department, settled, tracking_number AS "trackingNumber" FROM consultations WHERE id = $1 FOR UPDATE`,
};
/** $1 id, $2 tracking number */
const link = {
  name: 'link-consultation',
  text: 'UPDATE consultations SET tracking_number = $2 WHERE id = $1',
};

/** Locks the consultation that a registration names; null where it names none. */
export async function lockConsultation(
  connection: Connection,
  { command }: CommandRequest,
): Promise<NamedConsultation | null> {
  const id = command.type === 'register' ? command.body.consultation : undefined;
  if (id === undefined) return null;
  const [found = null] = await connection.rows<NonNullable<NamedConsultation['found']>>(lock, [id]);
  return { id, found };
}

/**
 * @throws RecordError unknownConsultation, also for an agency's view of another desk's; consultationSettled;
 * consultationRegistered with the number.
 */
export function assertOpen({ id, found }: NamedConsultation, { kind, department }: Actor): void {
  const consultation = { consultation: id };
  if (!found || (kind === 'agency' && found.department !== department)) {
    throw new RecordError('unknownConsultation', `There is no consultation ${id}.`, consultation);
  }
  if (found.settled) {
    throw new RecordError('consultationSettled', 'The matter was settled on the spot.', consultation);
  }
  const { trackingNumber } = found;
  if (trackingNumber === null) return;
  throw new RecordError('consultationRegistered', `It is registered as ${trackingNumber}.`, {
    ...consultation,
    trackingNumber,
  });
}

/** The consultation shows the case from the moment on at which there is one. */
export async function linkConsultation(
  connection: Connection,
  id: string,
  trackingNumber: string,
): Promise<void> {
  await connection.run(link, [id, trackingNumber]);
}
