import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Actor, Channel, Citation } from '@casetrace/contracts';
import { CategoryRow } from './rules';

/** What was asked at a desk and explained there, before any case (M1). No personal data. */
@Entity('consultations')
@Check('consultations_registered_check', `tracking_number IS NULL OR NOT settled`)
@Index('consultations_key', ['caller', 'key'], { unique: true })
@Index('consultations_of_desk', ['department', 'recordedAt', 'id'])
@Index('consultations_recorded', ['recordedAt', 'id'])
export class ConsultationRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'consultations_pkey' })
  id!: string;

  @Column('text')
  caller!: string;

  /** Idempotency-Key */
  @Column('text')
  key!: string;

  @Column('bytea', { name: 'request_hash' })
  requestHash!: Buffer;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('text', { name: 'actor_kind' })
  actorKind!: Actor['kind'];

  /** the desk */
  @Column('text')
  department!: string;

  @Column('text', { nullable: true })
  officer!: string | null;

  /** for departments to read, not for everyone */
  @Column('text')
  asked!: string;

  @ForeignKey(() => CategoryRow, 'code', { name: 'consultations_category_fkey' })
  @Column('text', { nullable: true })
  category!: string | null;

  @Column('text')
  channel!: Channel;

  @Column('text', { nullable: true })
  district!: string | null;

  @Column('jsonb')
  citations!: Citation[];

  /** on the spot */
  @Column('boolean')
  settled!: boolean;

  /** the case that was registered from it, in the same transaction */
  @Column('text', { name: 'tracking_number', nullable: true })
  trackingNumber!: string | null;
}
