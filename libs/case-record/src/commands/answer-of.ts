import type { Decision } from '@casetrace/case-rules';
import type { CommandAnswer } from './command-request';

/** What the caller is told: what will be committed. The events of the decision are numbered from `firstSequence`. */
export function answerOf(
  { state, events, rejection }: Decision,
  firstSequence: number,
): Omit<CommandAnswer, 'replayed'> {
  return {
    trackingNumber: state.trackingNumber,
    version: state.version,
    status: state.status,
    closure: state.closure,
    responsibleDepartment: state.responsibleDepartment,
    responsibleOfficer: state.responsibleOfficer,
    level: state.level,
    nextDeadline: state.nextDeadline,
    events: events.map(({ type, effectiveAt, recordedAt }, index) => {
      return { sequence: firstSequence + index, type, effectiveAt, recordedAt };
    }),
    ...(rejection && { rejection }),
  };
}
