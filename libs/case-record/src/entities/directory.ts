import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
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

  @Column('boolean', { default: true })
  active!: boolean;
}

/** Who works at a department; `system` is an agency's or operation's program. */
@Entity('staff')
@Check('staff_kind_check', `kind IN ('person', 'system')`)
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

  @Column('boolean', { default: true })
  active!: boolean;
}

/** A key `ctk_<id>_<secret>`; of the secret only its SHA-256 is kept. */
@Entity('api_keys')
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
}
