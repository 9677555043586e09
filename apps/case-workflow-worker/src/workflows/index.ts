export { caseProcedure } from './case-procedure';
export { recalculateDeadlines } from './recalculate-deadlines';
export { monthlyReport } from './monthly-report';
