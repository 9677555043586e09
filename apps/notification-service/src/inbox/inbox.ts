import { Inject, Injectable } from '@nestjs/common';
import { cursorOf, exactTime, placeInTime, readCursor } from '@casetrace/case-record';
import { type Principal, ProblemError } from '@casetrace/service-kit';
import { DataSource } from 'typeorm';
import { operationsInbox } from '../audience/recipients';
import { rowsOf } from '../ledger/record-sql';
import type { InboxEntry, InboxPage, InboxQuery } from './inbox-answers';
import { inboxTitles } from './titles';

interface Row extends Omit<InboxEntry, 'title' | 'createdAt' | 'readAt'> {
  createdAt: Date;
  /** to the microsecond: what pages go by */
  exactly: string;
  readAt: Date | null;
}

const columns = `event_id as "eventId", tracking_number as "trackingNumber", kind, data, created_at as "createdAt",
  ${exactTime('created_at')} as exactly, read_at as "readAt", read_by as "readBy"`;
const page = `
select ${columns} from inbox_entries
where department = $1 and (not $2::boolean or read_at is null)
  and ($3::timestamptz is null or (created_at, event_id) < ($3::timestamptz, $4))
order by created_at desc, event_id desc limit $5`;
/** The first to read it stays noted. */
const markRead = `
with marked as (
  update inbox_entries set read_at = clock_timestamp(), read_by = $3
  where department = $1 and event_id = $2 and read_at is null
  returning *
)
select ${columns} from marked
union all
select ${columns} from inbox_entries where department = $1 and event_id = $2
  and not exists (select from marked)`;

/** What departments are told (M6: a department sees at any time what concerns it). */
@Injectable()
export class Inbox {
  constructor(@Inject(DataSource) private readonly record: DataSource) {}

  /**
   * One page, newest first.
   * @throws ProblemError notAllowed for the inbox of others; RecordError invalidRequest for a strange cursor.
   */
  async page(principal: Principal, query: InboxQuery): Promise<InboxPage> {
    const department = inboxOf(principal, query.department);
    const { unread, cursor, limit } = query;
    const [at = null, eventId = null] = cursor === undefined ? [] : readCursor(cursor, placeInTime);
    const parameters = [department, unread, at, eventId, limit];
    const rows = await rowsOf<Row>(this.record, page, parameters);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      department,
      entries: rows.map(entryOf),
      next: last ? cursorOf([last.exactly, last.eventId]) : null,
    };
  }

  /** Marks an entry as read, once; again changes nothing. @throws ProblemError notAllowed, noSuchResource. */
  async markRead(principal: Principal, eventId: string, department?: string): Promise<InboxEntry> {
    const parameters = [inboxOf(principal, department), eventId, principal.officer];
    const [row] = await rowsOf<Row>(this.record, markRead, parameters);
    if (!row) throw new ProblemError('noSuchResource', 'The inbox has no entry of this event.');
    return entryOf(row);
  }
}

/** Everyone reads the inbox of their own department; operations and administrators also that of the system. */
function inboxOf({ department: own, roles }: Principal, asked = own): string {
  if (asked === own && asked !== operationsInbox) return own;
  const keepsOrder = roles.includes('operations') || roles.includes('administrator');
  if (asked === operationsInbox && keepsOrder) return asked;
  throw new ProblemError('notAllowed', 'An inbox is read by its own department.');
}

function entryOf({ exactly: _, createdAt, readAt, ...row }: Row): InboxEntry {
  return {
    ...row,
    title: inboxTitles[row.kind],
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
}
