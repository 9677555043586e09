/**
 * What is counted of a case, each on a day of Asia/Shanghai and at a department (ADR 0011). A column of `figure_totals` each;
 * the last two are seconds.
 */
export const figureMeasures = [
  'registered',
  'moved_in',
  'moved_out',
  'reopened',
  'reopened_by_correction',
  'closed_satisfied',
  'closed_agreed',
  'closed_withdrawn',
  'closed_no_answer',
  'first_handled',
  'resolved',
  'transferred',
  'referred_up',
  'adjusted',
  'contested_referred',
  'idle_escalated',
  'unresolved_reported',
  'supervisory_reported',
  'contested',
  'answered_satisfied',
  'answered_agreed',
  'answered_keep_open',
  'recorded_satisfied',
  'recorded_agreed',
  'recorded_keep_open',
  'procedure_adopted',
  'cause_rule',
  'cause_duties',
  'cause_process',
  'cause_handling',
  'cause_information',
  'cause_filer',
  'cause_external',
  'cause_unspecified',
  'resolving_seconds',
  'over_limit_seconds',
] as const;
export type FigureMeasure = (typeof figureMeasures)[number];

/** What a row of the totals is broken down by. */
export const figureCuts = ['none', 'category', 'district', 'channel', 'department', 'all'] as const;
export type FigureCut = (typeof figureCuts)[number];
