import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { ProblemCode } from '@casetrace/contracts';

/** What a command was answered, by caller and Idempotency-Key (P6). */
@Entity('accepted_commands')
export class AcceptedCommandRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'accepted_commands_pkey' })
  caller!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'accepted_commands_pkey' })
  key!: string;

  @Column('bytea', { name: 'request_hash' })
  requestHash!: Buffer;

  @Column('text', { name: 'tracking_number' })
  trackingNumber!: string;

  @Column('integer')
  version!: number;

  @Column('jsonb')
  answer!: unknown;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}

/** An attempt that was refused. Codes only (P7). */
@Entity('refused_attempts')
export class RefusedAttemptRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'refused_attempts_pkey',
  })
  id!: string;

  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;

  @Column('text', { nullable: true })
  principal!: string | null;

  @Column('text', { nullable: true })
  department!: string | null;

  @Column('text')
  permission!: string;

  @Column('text', { name: 'tracking_number', nullable: true })
  trackingNumber!: string | null;

  @Column('text')
  code!: ProblemCode;

  @Column('text')
  route!: string;
}
