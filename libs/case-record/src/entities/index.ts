import { ApiKeyRow, DepartmentRow, DutyShiftRow, StaffRow } from './directory';
import { AcceptedCommandRow, RefusedAttemptRow } from './access';
import { CaseDocumentRow } from './case-search';
import { ConsultationRow } from './consultations';
import { GuidanceArticleRow, GuidanceEditionRow } from './guidance';
import { FigureCaseRow, FigureStayRow, FigureTotalRow, MonthlyReportRow } from './figures';
import { InboxEntryRow, NotificationRow } from './notifications';
import {
  ProcessReviewAdoptionRow,
  ProcessReviewApplicationRow,
  ProcessReviewEntryRow,
  ProcessReviewRow,
} from './process-reviews';
import { ReadModelStateRow } from './read-models';
import { CaseEventRow, CaseRow, CaseTextRow, RecordEpochRow } from './record';
import { OutboxRow, WorkflowSyncRow } from './relay';
import {
  CalendarClosureRow,
  CalendarYearRow,
  CategoryRow,
  PolicyRow,
  RulesChangeRow,
  RulesVersionRow,
  SuspensionRow,
} from './rules';

export * from './access';
export * from './case-search';
export * from './consultations';
export * from './directory';
export * from './guidance';
export * from './figures';
export * from './notifications';
export * from './process-reviews';
export * from './read-models';
export * from './record';
export * from './relay';
export * from './rules';

/** One entity a table. The tables are made by migrations alone; a test keeps both the same. */
export const entities = [
  DepartmentRow,
  StaffRow,
  ApiKeyRow,
  DutyShiftRow,
  CategoryRow,
  PolicyRow,
  CalendarYearRow,
  CalendarClosureRow,
  SuspensionRow,
  RulesVersionRow,
  RulesChangeRow,
  RecordEpochRow,
  CaseRow,
  CaseEventRow,
  CaseTextRow,
  WorkflowSyncRow,
  OutboxRow,
  AcceptedCommandRow,
  RefusedAttemptRow,
  NotificationRow,
  InboxEntryRow,
  CaseDocumentRow,
  GuidanceEditionRow,
  GuidanceArticleRow,
  ConsultationRow,
  ReadModelStateRow,
  FigureCaseRow,
  FigureStayRow,
  FigureTotalRow,
  MonthlyReportRow,
  ProcessReviewRow,
  ProcessReviewEntryRow,
  ProcessReviewAdoptionRow,
  ProcessReviewApplicationRow,
];
