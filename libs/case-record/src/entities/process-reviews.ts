import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Actor, CauseKind, ReviewEntryKind, ReviewScope, ReviewStatus } from '@casetrace/contracts';
import type { BacklogLimits, DeadlineExplanation } from '@casetrace/case-rules';

/** How a heap of cases stood at a moment (M11). */
export interface BacklogFigures {
  /** ISO 8601, UTC */
  at: string;
  /** not resolved and not closed */
  open: number;
  /** of them, open longer than the age of the policy */
  old: number;
  /** median age of the open ones in seconds; null where there are none */
  medianAgeSeconds: number | null;
  /** closed within the last seven days */
  weeklyClosings: number;
}

/** When a review that is left lying goes up, and why then (P2). */
export interface ReviewDeadline {
  dueAt: string;
  provisional: boolean;
  explanation: DeadlineExplanation;
}

/**
 * A process review (M11): opened where cases of a category pile up at a place; a procedure of its own. It holds the
 * episode of the backlog too, which may end before the review does, or after it.
 */
@Entity('process_reviews')
@Check(
  'process_reviews_status_check',
  `status IN ('opened', 'acknowledged', 'findingsRecorded', 'procedureAdopted', 'closed')`,
)
@Check('process_reviews_scope_check', `scope IN ('department', 'subtree')`)
@Index('process_reviews_standing', ['category', 'scope', 'place'], {
  unique: true,
  where: `episode_ended_at IS NULL OR status <> 'closed'`,
})
@Index('process_reviews_newest', ['openedAt', 'id'])
@Index('process_reviews_undelivered', ['id'], { where: `delivered_version < version` })
export class ProcessReviewRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'process_reviews_pkey' })
  id!: string;

  /** raised by every change, so that the engine is told of it */
  @Column('integer')
  version!: number;

  /** the number of its last entry */
  @Column('integer')
  entries!: number;

  @Column('text')
  status!: ReviewStatus;

  @Column('text')
  category!: string;

  @Column('text')
  scope!: ReviewScope;

  /** the department, or the superior over whose departments the cases are spread */
  @Column('text')
  place!: string;

  /** the superior department that owes the review */
  @Column('text', { name: 'in_charge' })
  inCharge!: string;

  /** how often it has climbed */
  @Column('integer', { default: 0 })
  level!: number;

  /** which limits were passed: `age`, `closings` */
  @Column('text', { array: true })
  passed!: string[];

  /** as they held at the opening */
  @Column('jsonb')
  limits!: BacklogLimits;

  @Column('jsonb', { name: 'figures_before' })
  figuresBefore!: BacklogFigures;

  /** at the closing */
  @Column('jsonb', { name: 'figures_after', nullable: true })
  figuresAfter!: BacklogFigures | null;

  @Column('text', { name: 'cause_kind', nullable: true })
  causeKind!: CauseKind | null;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Column('timestamptz', { name: 'episode_ended_at', nullable: true })
  episodeEndedAt!: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  /** since when it lies without an input of those in charge */
  @Column('timestamptz', { name: 'idle_since' })
  idleSince!: Date;

  @Column('integer', { name: 'reports_at_top', default: 0 })
  reportsAtTop!: number;

  @Column('timestamptz', { name: 'next_deadline_at', nullable: true })
  nextDeadlineAt!: Date | null;

  @Column('jsonb', { name: 'next_deadline', nullable: true })
  nextDeadline!: ReviewDeadline | null;

  /** the rules that the deadline was computed with */
  @Column('bigint', { name: 'rules_version' })
  rulesVersion!: string;

  /** what the engine knows */
  @Column('integer', { name: 'delivered_version', default: 0 })
  deliveredVersion!: number;

  @Column('timestamptz', { name: 'redelivered_at', nullable: true })
  redeliveredAt!: Date | null;

  /** the hash of the last entry */
  @Column('bytea', { name: 'head_hash' })
  headHash!: Buffer;
}

/** An entry of a review: never changed, never removed; chained by hash. */
@Entity('process_review_entries')
export class ProcessReviewEntryRow {
  @ForeignKey(() => ProcessReviewRow, 'id', { name: 'process_review_entries_review_fkey' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'process_review_entries_pkey' })
  review!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'process_review_entries_pkey' })
  sequence!: number;

  @Column('text')
  kind!: ReviewEntryKind;

  @Column('timestamptz')
  at!: Date;

  @Column('text', { name: 'actor_kind' })
  actorKind!: Actor['kind'];

  @Column('text', { name: 'actor_department', nullable: true })
  actorDepartment!: string | null;

  @Column('text', { name: 'actor_officer', nullable: true })
  actorOfficer!: string | null;

  /** canonical JSON: codes, numbers, times */
  @Column('text')
  data!: string;

  @Column('text', { nullable: true })
  content!: string | null;

  @Column('bytea', { name: 'previous_hash' })
  previousHash!: Buffer;

  @Column('bytea')
  hash!: Buffer;
}

/** What an adopted procedure does to each waiting case: the workflow `applyProcedure` works it off. */
@Entity('process_review_adoptions')
@Index('process_review_adoptions_unfinished', ['review', 'number'], { where: `finished_at IS NULL` })
export class ProcessReviewAdoptionRow {
  @ForeignKey(() => ProcessReviewRow, 'id', { name: 'process_review_adoptions_review_fkey' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'process_review_adoptions_pkey' })
  review!: string;

  /** 1, 2, … within the review */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'process_review_adoptions_pkey' })
  number!: number;

  @Column('text')
  guidance!: string;

  @Column('integer')
  edition!: number;

  @Column('integer')
  steps!: number;

  @Column('text')
  content!: string;

  /** where such cases go from now on; with `route_district` only those of that district */
  @Column('text', { name: 'route_department', nullable: true })
  routeDepartment!: string | null;

  @Column('text', { name: 'route_district', nullable: true })
  routeDistrict!: string | null;

  @Column('jsonb', { nullable: true })
  disposition!: unknown;

  @Column('text', { name: 'by_department' })
  byDepartment!: string;

  @Column('text', { name: 'by_officer', nullable: true })
  byOfficer!: string | null;

  @Column('timestamptz', { name: 'adopted_at' })
  adoptedAt!: Date;

  /** when the engine was told of it last */
  @Column('timestamptz', { name: 'told_at', nullable: true })
  toldAt!: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}

/** One waiting case at the adoption: `waiting`, then `applied`, or the code with which its rules refused. */
@Entity('process_review_applications')
@Index('process_review_applications_waiting', ['review', 'number', 'trackingNumber'], {
  where: `outcome = 'waiting'`,
})
export class ProcessReviewApplicationRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'process_review_applications_pkey' })
  review!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'process_review_applications_pkey' })
  number!: number;

  @PrimaryColumn('text', {
    name: 'tracking_number',
    primaryKeyConstraintName: 'process_review_applications_pkey',
  })
  trackingNumber!: string;

  @Column('text')
  outcome!: string;

  @Column('timestamptz')
  at!: Date;
}
