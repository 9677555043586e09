import type { HistoryText } from '@casetrace/case-record';
import { civilDateAt } from '@casetrace/case-rules';
import type { Resolution } from './facts';
import type { Turn } from './facts-of';
import { ruleKey } from './rule-key';

/** The last resolution of a case: who, on which rule, of which cause (M6, M13). */
export function resolutionOf(turns: readonly Turn[], texts: readonly HistoryText[]): Resolution | null {
  const turn = turns.findLast(({ event }) => event.type === 'CaseResolved');
  if (turn?.event.type !== 'CaseResolved') return null;
  const { event, at, before, after } = turn;
  const written = event.data.restsOnRule
    ? texts.find(({ sequence, field }) => sequence === event.sequence && field === 'rule')?.content
    : undefined;
  const key = written === undefined ? null : ruleKey(written);
  return {
    day: civilDateAt(at),
    by: event.actor.department ?? (before ?? after).responsibleDepartment,
    causeKind: event.data.causeKind ?? 'unspecified',
    ruleKey: key,
    ruleText: key === null ? null : (written ?? null),
    citations: event.data.citations ?? [],
  };
}
