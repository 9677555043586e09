import type { CaseSituation, CaseStatus, Closure } from '@casetrace/contracts';
import {
  type CaseState,
  describeExplained,
  type ExplainedDeadline,
  pauseReason,
} from '@casetrace/case-rules';
import { wakeUpTime } from './wake-up';

/** The columns of a case that the engine is told of. */
export interface SituationRow {
  trackingNumber: string;
  version: number;
  latestEvent: string;
  status: CaseStatus;
  closure: Closure | null;
  category: string;
  responsibleDepartment: string;
  responsibleOfficer: string | null;
  level: number;
  nextDeadline: ExplainedDeadline | null;
  /** null where there is a deadline, which is explanation enough */
  state: Pick<CaseState, 'status' | 'suspensions' | 'misconfigured'> | null;
}

/** The columns of `cases` (as `c`) that make a SituationRow. */
export const situationColumns = `c.tracking_number AS "trackingNumber", c.version, c.latest_event AS "latestEvent",
  c.status, c.closure, c.category, c.responsible_department AS "responsibleDepartment",
  c.responsible_officer AS "responsibleOfficer", c.level, c.next_deadline AS "nextDeadline",
  CASE WHEN c.next_deadline IS NULL THEN c.state END AS state`;

const longestReason = 400;

/** What the engine knows of a case at `now` (epoch milliseconds). No text, no personal data (P7). */
export function situationOf(
  row: SituationRow,
  { epoch, now, jitterSeconds }: { epoch: number; now: number; jitterSeconds: number },
): CaseSituation {
  const { nextDeadline } = row;
  const wakeUp = row.status === 'closed' ? null : wakeUpTime(row.trackingNumber, nextDeadline, jitterSeconds);
  return {
    trackingNumber: row.trackingNumber,
    epoch,
    version: row.version,
    latestEvent: row.latestEvent,
    status: row.status,
    category: row.category,
    responsibleDepartment: row.responsibleDepartment,
    responsibleOfficer: row.responsibleOfficer,
    level: row.level,
    nextDeadline: nextDeadline && {
      kind: nextDeadline.kind,
      occurrence: nextDeadline.occurrence,
      dueAt: nextDeadline.dueAt,
      provisional: nextDeadline.provisional,
    },
    why: whyOf(row).slice(0, longestReason),
    wakeInMs: wakeUp === null ? null : Math.max(0, Math.ceil(wakeUp - now)),
  };
}

/** Why the case is due when it is, or why it is not. */
function whyOf({ nextDeadline, status, closure, state }: SituationRow): string {
  if (nextDeadline) return describeExplained(nextDeadline, 'en');
  if (status === 'closed') return `closed: ${closure ?? 'without a closure'}`;
  switch (state && pauseReason(state as CaseState)) {
    case 'suspended': {
      const standing = state?.suspensions.filter(({ to }) => to === null).map(({ reason }) => reason) ?? [];
      return `paused: the clocks stand still by ${standing.join(', ')}`;
    }
    case 'misconfigured':
      return 'misconfigured: the directory or the policy names no way on; see the record';
    default:
      return 'no clock runs';
  }
}
