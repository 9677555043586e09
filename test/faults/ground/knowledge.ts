import { type CaseSituation, caseSituationQuery } from '@casetrace/contracts';
import { atMost } from '../load/at-most';
import type { OwnSystem } from './own-system';

/** What the record says of a case, in the words of the engine. */
export interface RecordedSituation {
  trackingNumber: string;
  version: number;
  status: string;
  responsibleDepartment: string;
  epoch: number;
  dueAt: string | null;
  kind: string | null;
}

export const openCases = (own: OwnSystem): Promise<RecordedSituation[]> =>
  own.rows<RecordedSituation>(
    `select tracking_number as "trackingNumber", version, status, responsible_department as "responsibleDepartment", epoch,
       next_deadline ->> 'dueAt' as "dueAt", next_deadline_kind as kind
     from cases cross join record_epoch where status <> 'closed' order by tracking_number`,
  );

/** What the workflows of open cases know otherwise than the record, one line each. */
export async function wrongKnowledge(own: OwnSystem): Promise<string[]> {
  const cases = await openCases(own);
  const client = await own.temporal();
  const lines = await atMost(8, cases, async (recorded) => {
    const handle = client.workflow.getHandle(recorded.trackingNumber);
    const known = await handle.query(caseSituationQuery).catch((error: unknown) => error as Error);
    const shown = known instanceof Error ? known.message : JSON.stringify(comparable(known));
    const expected = JSON.stringify(recorded);
    return shown === expected ? [] : [`${recorded.trackingNumber}: record ${expected}, workflow ${shown}`];
  });
  return lines.flat();
}

function comparable(known: CaseSituation): RecordedSituation {
  const { trackingNumber, version, status, responsibleDepartment, epoch, nextDeadline } = known;
  return {
    ...{ trackingNumber, version, status, responsibleDepartment, epoch },
    dueAt: nextDeadline?.dueAt ?? null,
    kind: nextDeadline?.kind ?? null,
  };
}
