import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Role } from '@casetrace/contracts';

/** A department, a supervisory body or a complaint channel (M6d). */
@Entity('departments')
@Check('departments_kind_check', `kind IN ('department', 'supervisoryBody', 'complaintChannel')`)
@Check('departments_superior_check', `superior <> code`)
export class DepartmentRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'departments_pkey' })
  code!: string;

  @Column('text', { name: 'name_zh' })
  nameZh!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @ForeignKey(() => DepartmentRow, 'code', { name: 'departments_superior_fkey' })
  @Column('text', { nullable: true })
  superior!: string | null;

  @ForeignKey(() => DepartmentRow, 'code', { name: 'departments_supervisory_body_fkey' })
  @Column('text', { name: 'supervisory_body', nullable: true })
  supervisoryBody!: string | null;

  @Column('text', { default: 'department' })
  kind!: 'department' | 'supervisoryBody' | 'complaintChannel';

  @Column('text', { name: 'duties_zh', default: '' })
  dutiesZh!: string;

  @Column('text', { name: 'duties_en', default: '' })
  dutiesEn!: string;

  @Column('text', { default: '' })
  address!: string;

  @Column('text', { default: '' })
  telephone!: string;

  @Column('text', { default: '' })
  hours!: string;

  @Column('text', { name: 'complaint_channels', array: true, default: [] })
  complaintChannels!: string[];

  /** code of the district that it serves; null where it is not bound to one, or its superior's district holds */
  @Column('text', { nullable: true })
  district!: string | null;

  @Column('boolean', { default: true })
  active!: boolean;
}

/** Who works at a department; `system` is an agency's or operation's program. */
@Entity('staff')
@Check('staff_kind_check', `kind IN ('person', 'system')`)
@Check('staff_deputy_check', `deputy <> code`)
@Index('staff_by_department', ['department'])
export class StaffRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'staff_pkey' })
  code!: string;

  @ForeignKey(() => DepartmentRow, 'code', { name: 'staff_department_fkey' })
  @Column('text')
  department!: string;

  /** the title of the post, never the name of a person */
  @Column('text', { name: 'name_zh' })
  nameZh!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { array: true })
  roles!: Role[];

  @Column('text', { default: 'person' })
  kind!: 'person' | 'system';

  /** how the post is reached, whoever holds it */
  @Column('text', { default: '' })
  telephone!: string;

  @Column('text', { default: '' })
  mail!: string;

  @Column('text', { default: '' })
  room!: string;

  /** the post that stands in for this one */
  @ForeignKey(() => StaffRow, 'code', { name: 'staff_deputy_fkey' })
  @Column('text', { nullable: true })
  deputy!: string | null;

  @Column('boolean', { default: true })
  active!: boolean;
}

/** A key `ctk_<id>_<secret>`; of the secret only its SHA-256 is kept. */
@Entity('api_keys')
@Index('api_keys_by_request', ['createdBy', 'requestKey'], { unique: true })
@Index('api_keys_by_staff', ['staffCode'])
export class ApiKeyRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'api_keys_pkey' })
  id!: string;

  @ForeignKey(() => StaffRow, 'code', { name: 'api_keys_staff_code_fkey' })
  @Column('text', { name: 'staff_code' })
  staffCode!: string;

  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer;

  @Column('text', { default: '' })
  label!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  /** staff code, or `seed` */
  @Column('text', { name: 'created_by', default: 'seed' })
  createdBy!: string;

  /** the Idempotency-Key of the request that made it */
  @Column('text', { name: 'request_key', nullable: true })
  requestKey!: string | null;

  @Column('text', { name: 'revoked_by', nullable: true })
  revokedBy!: string | null;
}

/** Who is on duty at a department from when to when. A shift that no longer holds is withdrawn, never deleted. */
@Entity('duty_shifts')
@Check('duty_shifts_length_check', `from_at < to_at AND to_at - from_at <= interval '48 hours'`)
@Check('duty_shifts_withdrawn_check', `(withdrawn_by IS NULL) = (withdrawn_at IS NULL)`)
@Index('duty_shifts_standing', ['department', 'fromAt', 'staffCode'], {
  unique: true,
  where: 'withdrawn_at IS NULL',
})
export class DutyShiftRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'duty_shifts_pkey',
  })
  id!: string;

  @ForeignKey(() => DepartmentRow, 'code', { name: 'duty_shifts_department_fkey' })
  @Column('text')
  department!: string;

  @ForeignKey(() => StaffRow, 'code', { name: 'duty_shifts_staff_code_fkey' })
  @Column('text', { name: 'staff_code' })
  staffCode!: string;

  @Column('timestamptz', { name: 'from_at' })
  fromAt!: Date;

  @Column('timestamptz', { name: 'to_at' })
  toAt!: Date;

  /** staff code */
  @Column('text', { name: 'planned_by' })
  plannedBy!: string;

  @Column('timestamptz', { name: 'planned_at', default: () => 'now()' })
  plannedAt!: Date;

  @Column('text', { name: 'withdrawn_by', nullable: true })
  withdrawnBy!: string | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt!: Date | null;
}
