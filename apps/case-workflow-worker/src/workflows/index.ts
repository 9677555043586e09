export { applyProcedure } from './apply-procedure';
export { caseProcedure } from './case-procedure';
export { processReview } from './process-review';
export { recalculateDeadlines } from './recalculate-deadlines';
export { monthlyReport } from './monthly-report';
export { watchBacklog } from './watch-backlog';
