import type { ReadModels, Recalculation, RelayQueue, RulesSource } from '@casetrace/case-record';
import type { ReviewQueue } from '@casetrace/process-reviews';
import type { RecordWatch } from './watch';

/** What the watch asks of the record, put together from its parts. */
export function watchOf(record: {
  queue: RelayQueue;
  recalculation: Recalculation;
  rules: RulesSource;
  readModels: Pick<ReadModels, 'backlog'>;
  reviews: { queue: Pick<ReviewQueue, 'redeliverOverdue'> };
}): RecordWatch {
  const { queue, recalculation, rules, readModels, reviews } = record;
  return {
    async redeliverOverdue(graceSeconds) {
      const cases = await queue.redeliverOverdue(graceSeconds);
      return cases + (await reviews.queue.redeliverOverdue(graceSeconds));
    },
    async rulesToTakeUp() {
      if ((await recalculation.casesBelowRules()) === 0) return null;
      return (await rules.current()).version;
    },
    async backlog(graceSeconds) {
      const waiting = await queue.backlog();
      return {
        undelivered: waiting.count,
        failing: waiting.failing,
        overdue: await queue.overdueCount(graceSeconds),
        unread: await readModels.backlog(),
      };
    },
  };
}
