import type { CaseStatus, Closure } from '@casetrace/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What a case is found by (M8): a read model, written anew with each change of the case. Texts that all departments may read
 * and the filer's contact data are two documents, so that the latter are matched only for those who may see them.
 */
@Entity('case_documents')
@Index('case_documents_newest', { synchronize: false })
@Index('case_documents_newest_of_category', { synchronize: false })
@Index('case_documents_shared', { synchronize: false })
@Index('case_documents_contact', { synchronize: false })
export class CaseDocumentRow {
  @PrimaryColumn('text', { name: 'tracking_number', primaryKeyConstraintName: 'case_documents_pkey' })
  trackingNumber!: string;

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

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt!: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  /**
   * texts of the classes `everyone` and `departments`, what the case speaks of (`#…`), and what it is filtered by (`@…`).
   * Weights: A subject, B details and statements, C handling, D what departments keep among themselves
   */
  @Column('tsvector')
  shared!: string;

  /** texts of the class `contact`, and digests of them (`@…`) */
  @Column('tsvector')
  contact!: string;
}
