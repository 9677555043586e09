import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Language } from '@casetrace/contracts';

/** A letter to one recipient about one event (P8). It holds no address: that is read when it is sent. */
@Entity('notifications')
@Check('notifications_state_check', `state IN ('pending', 'sending', 'sent', 'failed', 'dead')`)
@Index('notifications_due', ['nextTry'], { where: `state IN ('pending', 'sending', 'failed')` })
@Index('notifications_unsent', ['state', 'createdAt', 'eventId'], { where: `state <> 'sent'` })
export class NotificationRow {
  @PrimaryColumn('text', { name: 'event_id', primaryKeyConstraintName: 'notifications_pkey' })
  eventId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'notifications_pkey' })
  recipient!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'notifications_pkey' })
  channel!: string;

  @Column('text', { name: 'tracking_number' })
  trackingNumber!: string;

  @Column('text')
  template!: string;

  @Column('text')
  language!: Language;

  @Column('text', { default: 'pending' })
  state!: 'pending' | 'sending' | 'sent' | 'failed' | 'dead';

  /** noted before each attempt */
  @Column('integer', { default: 0 })
  attempts!: number;

  /** when it is due; while it is being sent, when the lease ends */
  @Column('timestamptz', { name: 'next_try', default: () => 'clock_timestamp()' })
  nextTry!: Date;

  /** the same for every copy */
  @Column('text', { name: 'message_id' })
  messageId!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  /** a code, never what a mail server said: that may hold an address */
  @Column('text', { name: 'last_error', nullable: true })
  lastError!: string | null;
}

/** What a department is told of: one entry per event. */
@Entity('inbox_entries')
@Index('inbox_entries_newest', ['department', 'createdAt', 'eventId'])
@Index('inbox_entries_unread', ['department', 'createdAt', 'eventId'], { where: `read_at IS NULL` })
export class InboxEntryRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'inbox_entries_pkey' })
  department!: string;

  @PrimaryColumn('text', { name: 'event_id', primaryKeyConstraintName: 'inbox_entries_pkey' })
  eventId!: string;

  /** null where it is no event of a case (M11) */
  @Column('text', { name: 'tracking_number', nullable: true })
  trackingNumber!: string | null;

  @Column('text')
  kind!: string;

  /** codes and times of the event */
  @Column('jsonb')
  data!: Record<string, unknown>;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'read_at', nullable: true })
  readAt!: Date | null;

  /** staff code */
  @Column('text', { name: 'read_by', nullable: true })
  readBy!: string | null;
}
