import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type {
  Actor,
  CaseStatus,
  Closure,
  DeadlineKind,
  EventType,
  TextField,
  Visibility,
} from '@casetrace/contracts';
import type { CaseState, ExplainedDeadline } from '@casetrace/case-rules';

/** The one row with the epoch, raised when an older database was restored. */
@Entity('record_epoch')
@Check('record_epoch_only_row_check', `only_row`)
export class RecordEpochRow {
  @PrimaryColumn('boolean', {
    name: 'only_row',
    default: true,
    primaryKeyConstraintName: 'record_epoch_pkey',
  })
  onlyRow!: boolean;

  @Column('integer')
  epoch!: number;
}

/** The projection of a case: the fold of its events, with the next deadline beside it. */
@Entity('cases')
@Index('cases_worklist', ['responsibleDepartment', 'nextDeadlineAt', 'trackingNumber'], {
  where: `status <> 'closed'`,
})
@Index('cases_registered_by', ['registeringDepartment', 'nextDeadlineAt', 'trackingNumber'], {
  where: `status <> 'closed'`,
})
@Index('cases_by_category', ['category', 'nextDeadlineAt', 'trackingNumber'], { where: `status <> 'closed'` })
@Index('cases_due', ['nextDeadlineAt', 'trackingNumber'], { where: `status <> 'closed'` })
@Index('cases_rules', ['rulesVersion'], { where: `status <> 'closed'` })
@Index('cases_piled_up', ['category', 'responsibleDepartment', 'registeredAt'], {
  where: `status <> 'closed' AND status <> 'resolved'`,
})
@Index('cases_closed_lately', ['closedAt', 'category', 'responsibleDepartment'], {
  where: `status = 'closed'`,
})
export class CaseRow {
  @PrimaryColumn('text', { name: 'tracking_number', primaryKeyConstraintName: 'cases_pkey' })
  trackingNumber!: string;

  @Column('integer')
  version!: number;

  @Column('integer', { name: 'schema_version' })
  schemaVersion!: number;

  @Column('text')
  status!: CaseStatus;

  @Column('text', { nullable: true })
  closure!: Closure | null;

  @Column('text')
  category!: string;

  @Column('text', { nullable: true })
  district!: string | null;

  @Column('text', { name: 'registering_department' })
  registeringDepartment!: string;

  @Column('text', { name: 'responsible_department' })
  responsibleDepartment!: string;

  @Column('text', { name: 'responsible_officer', nullable: true })
  responsibleOfficer!: string | null;

  @Column('integer')
  level!: number;

  @Column('text', { name: 'latest_event' })
  latestEvent!: EventType;

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt!: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Column('bigint', { name: 'rules_version' })
  rulesVersion!: string;

  @Column('text', { name: 'next_deadline_kind', nullable: true })
  nextDeadlineKind!: DeadlineKind | null;

  @Column('integer', { name: 'next_deadline_occurrence', nullable: true })
  nextDeadlineOccurrence!: number | null;

  @Column('timestamptz', { name: 'next_deadline_at', nullable: true })
  nextDeadlineAt!: Date | null;

  @Column('jsonb', { name: 'next_deadline', nullable: true })
  nextDeadline!: ExplainedDeadline | null;

  /** without `nextDeadline` and `rulesVersion`, which have columns of their own */
  @Column('jsonb')
  state!: Omit<CaseState, 'nextDeadline' | 'rulesVersion'>;

  @Column('bytea', { name: 'access_code_hash' })
  accessCodeHash!: Buffer;

  @Column('integer', { name: 'access_code_generation', default: 1 })
  accessCodeGeneration!: number;

  /** the hash of the last event */
  @Column('bytea', { name: 'head_hash' })
  headHash!: Buffer;
}

/** An event of a case: never changed, never removed. */
@Entity('case_events')
export class CaseEventRow {
  @PrimaryColumn('text', { name: 'tracking_number', primaryKeyConstraintName: 'case_events_pkey' })
  trackingNumber!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'case_events_pkey' })
  sequence!: number;

  @Column('integer')
  epoch!: number;

  @Column('integer', { name: 'schema_version' })
  schemaVersion!: number;

  @Column('text')
  type!: EventType;

  @Column('text', { name: 'actor_kind' })
  actorKind!: Actor['kind'];

  @Column('text', { name: 'actor_department', nullable: true })
  actorDepartment!: string | null;

  @Column('text', { name: 'actor_officer', nullable: true })
  actorOfficer!: string | null;

  @Column('timestamptz', { name: 'effective_at' })
  effectiveAt!: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  /** canonical JSON */
  @Column('text')
  data!: string;

  /** canonical JSON: field to digest */
  @Column('text')
  texts!: string;

  @Column('bytea', { name: 'previous_hash' })
  previousHash!: Buffer;

  @Column('bytea')
  hash!: Buffer;
}

/** A text of an event. The event holds SHA-256 of salt and content, so that the text can be erased and the chain stands (P5). */
@Entity('case_texts')
export class CaseTextRow {
  @PrimaryColumn('text', { name: 'tracking_number', primaryKeyConstraintName: 'case_texts_pkey' })
  trackingNumber!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'case_texts_pkey' })
  sequence!: number;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'case_texts_pkey' })
  field!: TextField;

  @Column('text')
  visibility!: Visibility;

  @Column('bytea')
  salt!: Buffer;

  @Column('text')
  content!: string;
}
