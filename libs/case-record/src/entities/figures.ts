import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Answer, CauseKind, Channel, Citation, Closure } from '@casetrace/contracts';
import { type FigureCut, type FigureMeasure, figureMeasures } from './figure-measures';

export * from './figure-measures';

/** How a stay of a case in a department ended. */
export type StayEnd =
  'transferred' | 'referredUp' | 'adjusted' | 'contestedReferred' | 'idleEscalated' | 'closed';

/** The facts of a case, from which every figure comes. Days are of Asia/Shanghai; null where it has not happened. */
@Entity('figure_cases')
@Index('figure_cases_registered', { synchronize: false })
@Index('figure_cases_first_handled', { synchronize: false })
@Index('figure_cases_first_resolved', { synchronize: false })
@Index('figure_cases_first_closed', { synchronize: false })
@Index('figure_cases_solved', { synchronize: false })
@Index('figure_cases_helped', { synchronize: false })
@Index('figure_cases_rules', { synchronize: false })
export class FigureCaseRow {
  @PrimaryColumn('text', { name: 'tracking_number', primaryKeyConstraintName: 'figure_cases_pkey' })
  trackingNumber!: string;

  @Column('integer')
  version!: number;

  @Column('text')
  category!: string;

  /** empty where none was said */
  @Column('text')
  district!: string;

  @Column('text')
  channel!: Channel;

  /** the desk that registered */
  @Column('text')
  desk!: string;

  /** the department that it was assigned to at first */
  @Column('text', { name: 'first_department' })
  firstDepartment!: string;

  /** the responsible one */
  @Column('text')
  department!: string;

  @Column('date', { name: 'registered_day' })
  registeredDay!: string;

  @Column('date', { name: 'first_handled_day', nullable: true })
  firstHandledDay!: string | null;

  @Column('text', { name: 'first_handled_department', nullable: true })
  firstHandledDepartment!: string | null;

  /** working time since registration */
  @Column('integer', { name: 'first_handled_seconds', nullable: true })
  firstHandledSeconds!: number | null;

  @Column('date', { name: 'first_resolved_day', nullable: true })
  firstResolvedDay!: string | null;

  @Column('text', { name: 'first_resolved_department', nullable: true })
  firstResolvedDepartment!: string | null;

  @Column('integer', { name: 'first_resolved_seconds', nullable: true })
  firstResolvedSeconds!: number | null;

  @Column('date', { name: 'first_closed_day', nullable: true })
  firstClosedDay!: string | null;

  @Column('text', { name: 'first_closed_department', nullable: true })
  firstClosedDepartment!: string | null;

  @Column('integer', { name: 'first_closed_seconds', nullable: true })
  firstClosedSeconds!: number | null;

  /** null while it is open */
  @Column('date', { name: 'closed_day', nullable: true })
  closedDay!: string | null;

  @Column('text', { nullable: true })
  closure!: Closure | null;

  /** of the last resolution */
  @Column('date', { name: 'resolved_day', nullable: true })
  resolvedDay!: string | null;

  /** who resolved it, where it is closed on that (M7) */
  @Column('text', { name: 'solved_by', nullable: true })
  solvedBy!: string | null;

  /** who helped without having it (M7) */
  @Column('text', { array: true })
  contributors!: string[];

  @Column('text', { name: 'cause_kind', nullable: true })
  causeKind!: CauseKind | null;

  /** the rule of the last resolution, folded, so that one rule is one however it was typed */
  @Column('text', { name: 'rule_key', nullable: true })
  ruleKey!: string | null;

  @Column('text', { name: 'rule_text', nullable: true })
  ruleText!: string | null;

  @Column('jsonb')
  citations!: Citation[];

  @Column('integer')
  transfers!: number;

  @Column('integer', { name: 'idle_escalations' })
  idleEscalations!: number;

  @Column('integer', { name: 'unresolved_reports' })
  unresolvedReports!: number;

  @Column('integer')
  contested!: number;

  @Column('integer')
  reopened!: number;

  /** the last answer that stands */
  @Column('text', { nullable: true })
  answer!: Answer | null;

  /** from registration to the first resolution, nights and holidays too */
  @Column('integer', { name: 'resolving_seconds', nullable: true })
  resolvingSeconds!: number | null;

  /** of those, the ones after the clock had reported the case as unresolved */
  @Column('integer', { name: 'over_limit_seconds', nullable: true })
  overLimitSeconds!: number | null;

  /** what this case adds to the totals, member by member in the four lists: taken back before it is added anew */
  @Column('date', { name: 'moment_days', array: true })
  momentDays!: string[];

  @Column('text', { name: 'moment_departments', array: true })
  momentDepartments!: string[];

  @Column('text', { name: 'moment_measures', array: true })
  momentMeasures!: FigureMeasure[];

  @Column('bigint', { name: 'moment_amounts', array: true })
  momentAmounts!: string[];
}

/** A case's time with one department, open: from its arrival until it moves on or is closed. */
@Entity('figure_stays')
@Index('figure_stays_held', { synchronize: false })
@Index('figure_stays_ended', { synchronize: false })
export class FigureStayRow {
  @PrimaryColumn('text', { name: 'tracking_number', primaryKeyConstraintName: 'figure_stays_pkey' })
  trackingNumber!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'figure_stays_pkey' })
  ordinal!: number;

  @Column('text')
  category!: string;

  @Column('text')
  district!: string;

  @Column('text')
  channel!: Channel;

  @Column('text')
  department!: string;

  @Column('date', { name: 'registered_day' })
  registeredDay!: string;

  /** the days at whose end the case was there; empty where it moved on the same day */
  @Column('daterange')
  held!: string;

  @Column('date', { name: 'ended_day', nullable: true })
  endedDay!: string | null;

  /** working time, without the time in which the filer's answer was awaited; null while it lasts */
  @Column('integer', { nullable: true })
  seconds!: number | null;

  @Column('text', { name: 'ended_by', nullable: true })
  endedBy!: StayEnd | null;

  @Column('text', { name: 'next_department', nullable: true })
  nextDepartment!: string | null;

  /** it went straight back to where it had come from */
  @Column('boolean')
  returned!: boolean;
}

/**
 * Sums of all cases by day and by month: any period is some months and some days. Kept in several cuts: one broken down by all
 * four dimensions, one by each alone, one by none; in a cut, what it is not broken down by is empty.
 */
@Entity('figure_totals')
export class FigureTotalRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'figure_totals_pkey' })
  cut!: FigureCut;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'figure_totals_pkey' })
  grain!: 'day' | 'month';

  /** the day, or the first of the month */
  @PrimaryColumn('date', { primaryKeyConstraintName: 'figure_totals_pkey' })
  start!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'figure_totals_pkey' })
  category!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'figure_totals_pkey' })
  district!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'figure_totals_pkey' })
  channel!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'figure_totals_pkey' })
  department!: string;
}

const isSeconds = (measure: FigureMeasure): boolean => measure.endsWith('_seconds');

for (const measure of figureMeasures) {
  Column(isSeconds(measure) ? 'bigint' : 'integer', { default: 0 })(FigureTotalRow.prototype, measure);
}

/** A month's report as it was written, in one language. */
@Entity('monthly_reports')
export class MonthlyReportRow {
  /** YYYY-MM */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'monthly_reports_pkey' })
  month!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'monthly_reports_pkey' })
  language!: 'zh' | 'en';

  @Column('text')
  html!: string;

  /** null in a report that was written before there was Markdown */
  @Column('text', { nullable: true })
  markdown!: string | null;

  @Column('timestamptz', { name: 'written_at', default: () => 'clock_timestamp()' })
  writtenAt!: Date;
}
