export { applyProcedure } from './apply-procedure';
export { caseProcedure } from './case-procedure';
export { processReview } from './process-review';
export { recalculateDeadlines } from './recalculate-deadlines';
export { watchBacklog } from './watch-backlog';
