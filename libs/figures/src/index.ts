// What the figures say (M13, P12): facts, totals, statistics, reports.
export * from './definitions/definition';
export * from './definitions/statistics-definitions';
export type * from './facts/facts';
export { factsOf } from './facts/facts-of';
export * from './ports/consultation-counts';
export { figuresModel } from './read-model/figures-model';
export type { AsOf } from './reading/as-of';
export * from './reading/period';
export * from './reading/statistics';
export {
  type Dimension,
  dimensions,
  type StatisticsFilter,
  type StatisticsQuery,
} from './reading/statistics-query';
export * from './failing/failing';
export * from './failing/failing-index';
export * from './reading/departments';
export * from './public/public-figures';
export * from './public/suppression';
export * from './reading/case-list';
export { MonthlyReports } from './report/monthly-report';
export { type ReportFormat, reportFormats } from './report/report';
export * from './definitions/other-definitions';
