import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { CaseStatus } from '@casetrace/contracts';

/** How far the engine and the read models know a case. */
@Entity('workflow_sync')
@Index('workflow_sync_undelivered', ['lane', 'dueAt'], { where: `delivered_version < wanted_version` })
@Index('workflow_sync_unread', ['trackingNumber'], { where: `read_version < wanted_version` })
export class WorkflowSyncRow {
  @PrimaryColumn('text', { name: 'tracking_number', primaryKeyConstraintName: 'workflow_sync_pkey' })
  trackingNumber!: string;

  @Column('integer', { name: 'wanted_version' })
  wantedVersion!: number;

  @Column('integer', { name: 'delivered_version', default: 0 })
  deliveredVersion!: number;

  /** also the lease: nobody else takes the row before */
  @Column('timestamptz', { name: 'next_try', default: () => 'now()' })
  nextTry!: Date;

  /** when the workflow should look at the case: due time and jitter */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  /** 0 live, 1 import */
  @Column('smallint', { default: 0 })
  lane!: number;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('text', { name: 'last_error', nullable: true })
  lastError!: string | null;

  @Column('timestamptz', { name: 'redelivered_at', nullable: true })
  redeliveredAt!: Date | null;

  /** the version that the read models were written from */
  @Column('integer', { name: 'read_version', default: 0 })
  readVersion!: number;
}

/** An event that the broker does not have yet, with what the case was right after it. */
@Entity('outbox')
export class OutboxRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'outbox_pkey',
  })
  id!: string;

  @Column('text', { name: 'tracking_number' })
  trackingNumber!: string;

  @Column('integer')
  sequence!: number;

  @Column('text')
  status!: CaseStatus;

  @Column('text', { name: 'responsible_department' })
  responsibleDepartment!: string;
}
