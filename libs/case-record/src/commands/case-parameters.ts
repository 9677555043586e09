import type { EventType } from '@casetrace/contracts';
import type { CaseState } from '@casetrace/case-rules';
import type { CommandRequest } from './command-request';
import { wakeUpTime } from './wake-up';

/** The answer as it is kept beside a command; null for commands of the system, which have no key. */
export interface AnswerToKeep {
  request: Pick<CommandRequest, 'caller' | 'key'>;
  requestHash: Buffer;
  answer: string;
}

/** Parameters $22 … $25. */
export function acceptedParameters(kept: AnswerToKeep | null): unknown[] {
  if (!kept) return [null, null, null, null];
  return [kept.request.caller, kept.request.key, kept.requestHash, kept.answer];
}

/** Parameters $26 … $41: what the case is after the command, and when its workflow should look at it. */
export function caseParameters(
  state: CaseState,
  {
    latestEvent,
    headHash,
    jitterSeconds,
  }: { latestEvent: EventType; headHash: Buffer; jitterSeconds: number },
): unknown[] {
  const { nextDeadline, rulesVersion, ...folded } = state;
  const wakeUp =
    state.status === 'closed' ? null : wakeUpTime(state.trackingNumber, nextDeadline, jitterSeconds);
  return [
    state.version,
    state.status,
    state.closure,
    state.responsibleDepartment,
    state.responsibleOfficer,
    state.level,
    latestEvent,
    state.closedAt === null ? null : new Date(state.closedAt).toISOString(),
    rulesVersion,
    nextDeadline?.kind ?? null,
    nextDeadline?.occurrence ?? null,
    nextDeadline?.dueAt ?? null,
    nextDeadline && JSON.stringify(nextDeadline),
    JSON.stringify(folded),
    headHash,
    wakeUp === null ? null : new Date(wakeUp).toISOString(),
  ];
}
