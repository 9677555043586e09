import type { Answer } from '@casetrace/contracts';
import { civilDateAt } from '@casetrace/case-rules';
import type { Moment } from './facts';
import type { Turn } from './facts-of';

const ending = {
  satisfied: 'satisfied',
  agreeThoughDissatisfied: 'agreed',
  keepOpen: 'keep_open',
} as const satisfies Record<Answer, string>;

/**
 * The answers that stand (M6a, M13): those that the filer gave, and apart from them those that an officer recorded after a
 * call. What the filer set right is not counted any more: the answer set right counts, as the filer's own, on its own day.
 */
export function answersOf(turns: readonly Turn[]): Moment[] {
  const standing: Moment[] = [];
  for (const { event, at, before } of turns) {
    if (event.type !== 'FilerAnswered' && event.type !== 'AnswerCorrected') continue;
    const corrects = event.type === 'AnswerCorrected';
    if (corrects) standing.pop();
    const answer = corrects ? event.data.to : event.data.answer;
    const own = corrects || event.data.recordedBy === 'filer';
    const department = before?.responsibleDepartment ?? '';
    const measure = `${own ? 'answered' : 'recorded'}_${ending[answer]}` as const;
    standing.push({ measure, day: civilDateAt(at), department, amount: 1 });
  }
  return standing;
}
