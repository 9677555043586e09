import { Check, Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { BacklogLimits, CalendarYear, Period } from '@casetrace/case-rules';

type Unit = Period['unit'];

/** A kind of matter (M13). */
@Entity('categories')
export class CategoryRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'categories_pkey' })
  code!: string;

  @Column('text', { name: 'name_zh' })
  nameZh!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { name: 'description_zh', default: '' })
  descriptionZh!: string;

  @Column('text', { name: 'description_en', default: '' })
  descriptionEn!: string;

  @Column('boolean', { default: true })
  active!: boolean;
}

/** One version of the limits of a category (M12); the newest holds. */
@Entity('policies')
export class PolicyRow {
  @ForeignKey(() => CategoryRow, 'code', { name: 'policies_category_fkey' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'policies_pkey' })
  category!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'policies_pkey' })
  version!: number;

  @Column('text')
  department!: string;

  /** code of a district to the department that is proposed there (M1) */
  @Column('jsonb', { default: {} })
  routes!: Record<string, string>;

  @Column('double precision', { name: 'idle_amount' })
  idleAmount!: number;

  @Column('text', { name: 'idle_unit' })
  idleUnit!: Unit;

  @Column('double precision', { name: 'unresolved_amount' })
  unresolvedAmount!: number;

  @Column('text', { name: 'unresolved_unit' })
  unresolvedUnit!: Unit;

  @Column('double precision', { name: 'account_lead_amount' })
  accountLeadAmount!: number;

  @Column('text', { name: 'account_lead_unit' })
  accountLeadUnit!: Unit;

  @Column('double precision', { name: 'confirmation_amount' })
  confirmationAmount!: number;

  @Column('text', { name: 'confirmation_unit' })
  confirmationUnit!: Unit;

  @Column('double precision', { name: 'reopen_window_amount' })
  reopenWindowAmount!: number;

  @Column('text', { name: 'reopen_window_unit' })
  reopenWindowUnit!: Unit;

  /** when cases pile up (M11) */
  @Column('jsonb')
  backlog!: BacklogLimits;

  @Column('timestamptz', { name: 'published_at', default: () => 'now()' })
  publishedAt!: Date;

  @Column('text', { name: 'published_by' })
  publishedBy!: string;

  @Column('text')
  reason!: string;
}

/** The official arrangement of a year with its notice (P2). */
@Entity('calendar_years')
export class CalendarYearRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'calendar_years_pkey' })
  year!: number;

  @Column('jsonb')
  content!: CalendarYear;
}

/** Days on which offices are closed besides the holidays; dates of the calendar's zone. */
@Entity('calendar_closures')
@Check('calendar_closures_order_check', `from_date <= to_date`)
export class CalendarClosureRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'calendar_closures_pkey',
  })
  id!: number;

  @Column('date', { name: 'from_date' })
  fromDate!: string;

  @Column('date', { name: 'to_date' })
  toDate!: string;

  @Column('text', { name: 'name_zh' })
  nameZh!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;
}

/** The emergency brake: the clocks of a scope stand still from `from` until it is lifted. */
@Entity('suspensions')
export class SuspensionRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'suspensions_pkey' })
  id!: string;

  @Column('text', { nullable: true })
  department!: string | null;

  @Column('text', { nullable: true })
  category!: string | null;

  @Column('text', { nullable: true })
  district!: string | null;

  @Column('timestamptz', { name: 'from_at' })
  fromAt!: Date;

  @Column('timestamptz', { name: 'to_at', nullable: true })
  toAt!: Date | null;

  @Column('text')
  reason!: string;

  @Column('text', { name: 'by_officer' })
  byOfficer!: string;

  @Column('text', { name: 'lifted_by', nullable: true })
  liftedBy!: string | null;
}

/** The one row that says which rules hold now. */
@Entity('rules_version')
@Check('rules_version_only_row_check', `only_row`)
export class RulesVersionRow {
  @PrimaryColumn('boolean', {
    name: 'only_row',
    default: true,
    primaryKeyConstraintName: 'rules_version_pkey',
  })
  onlyRow!: boolean;

  @Column('bigint')
  version!: string;
}

/** Who published what, when and why. */
@Entity('rules_changes')
export class RulesChangeRow {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'rules_changes_pkey' })
  version!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text', { name: 'by_officer' })
  byOfficer!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  reason!: string;

  @Column('jsonb')
  content!: unknown;
}
