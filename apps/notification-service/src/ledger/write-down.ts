import { toldData } from '@casetrace/contracts';
import type { DataSource } from 'typeorm';
import type { ReadableEvent } from '../audience/readable-event';
import type { Recipient } from '../audience/recipients';
import { messageIdOf } from './message-id';
import { rowsOf } from './record-sql';

/** The recipient of a letter; the address is read from the record when it is sent. */
export const filerRecipient = 'filer';
const channel = 'mail';

/**
 * Everything about one event in one statement, which is one transaction: inbox entries and the letter. What is there already
 * stays as it is. The letter only where the record holds an address and a case.
 */
const statement = `
with told as (
  insert into inbox_entries (department, event_id, tracking_number, kind, data)
  select department, $1, $2, kind, $3::jsonb
  from unnest($4::text[], $5::text[]) as entry (department, kind)
  order by department
  on conflict do nothing
), letter as (
  insert into notifications (event_id, recipient, channel, tracking_number, template, language, message_id)
  select $1, '${filerRecipient}', '${channel}', $2, $6::text, coalesce(cases.state ->> 'language', 'zh'), $7
  from cases
  where $6::text is not null and cases.tracking_number = $2
    and exists (select from case_texts t where t.tracking_number = $2 and t.field = 'mail')
  on conflict do nothing
  returning 1
)
select exists (select from letter) as "letterWaits"`;

/**
 * Writes down who is told of an event; the same event again changes nothing (P8). Answers whether a new letter waits.
 * @throws what PostgreSQL says; then nothing was written.
 */
export async function writeDown(
  record: Pick<DataSource, 'query'>,
  event: ReadableEvent,
  recipients: Recipient[],
  mailDomain: string,
): Promise<{ letterWaits: boolean }> {
  if (recipients.length === 0) return { letterWaits: false };
  const inboxes = recipients.filter((recipient) => recipient.channel === 'inbox');
  const letter = recipients.find((recipient) => recipient.channel === 'mail');
  const [answer] = await rowsOf<{ letterWaits: boolean }>(record, statement, [
    event.id,
    event.trackingNumber,
    JSON.stringify(inboxData(event)),
    inboxes.map(({ department }) => department),
    inboxes.map(({ kind }) => kind),
    letter?.template ?? null,
    messageIdOf({ eventId: event.id, recipient: filerRecipient, channel }, mailDomain),
  ]);
  return { letterWaits: answer?.letterWaits === true };
}

/** What an inbox shows besides number and kind: codes and times (P7), also of messages from an older publisher. */
function inboxData(event: ReadableEvent): Record<string, unknown> {
  const { type, sequence, actor, effectiveAt, recordedAt, category, responsibleDepartment, status } = event;
  const data = toldData(event.data);
  return { type, sequence, actor, effectiveAt, recordedAt, category, responsibleDepartment, status, data };
}
