import type { Language } from '@casetrace/contracts';
import type { DataSource } from 'typeorm';
import type { LetterTemplate } from '../audience/recipients';
import { rowsOf } from './record-sql';

/** A letter that this process may send until its lease ends. */
export interface ClaimedLetter {
  eventId: string;
  recipient: string;
  channel: string;
  trackingNumber: string;
  template: LetterTemplate;
  language: Language;
  messageId: string;
  /** this one included */
  attempts: number;
}

type LetterKey = Pick<ClaimedLetter, 'eventId' | 'recipient' | 'channel'>;

const waiting = `state in ('pending', 'sending', 'failed')`;
const claim = `
with due as (
  select event_id, recipient, channel from notifications
  where ${waiting} and next_try <= clock_timestamp()
  order by next_try limit $1
  for update skip locked
), claimed as (
  update notifications n
  set state = 'sending', attempts = attempts + 1, next_try = clock_timestamp() + make_interval(secs => $2)
  from due where (n.event_id, n.recipient, n.channel) = (due.event_id, due.recipient, due.channel)
  returning n.*
)
select event_id as "eventId", recipient, channel, tracking_number as "trackingNumber", template, language,
  message_id as "messageId", attempts
from claimed`;

const ofKey = `event_id = $1 and recipient = $2 and channel = $3`;
const noteSent = `
with noted as (
  update notifications set state = 'sent', sent_at = clock_timestamp(), last_error = null where ${ofKey} and state <> 'sent'
) select 1`;
/** Only while the attempt is still the newest: a later one knows better. */
const noteFailed = `
with noted as (
  update notifications set state = $4, last_error = $5, next_try = clock_timestamp() + make_interval(secs => $6)
  where ${ofKey} and state = 'sending' and attempts = $7
) select 1`;
const hurry = `
with hurried as (
  update notifications set next_try = clock_timestamp()
  where state = 'failed' and next_try > clock_timestamp() and last_error = $1
  returning 1
) select count(*)::int as count from hurried`;

/**
 * The letters that wait to be sent. An attempt is noted before it is made and its outcome after, so a process that dies in
 * between leaves a lease that ends; several copies never hold the same letter at a time.
 */
export class LetterQueue {
  constructor(private readonly record: Pick<DataSource, 'query'>) {}

  /** Takes up to `limit` letters that are due, for `leaseSeconds`. */
  claim(limit: number, leaseSeconds: number): Promise<ClaimedLetter[]> {
    return rowsOf<ClaimedLetter>(this.record, claim, [limit, leaseSeconds]);
  }

  async sent({ eventId, recipient, channel }: LetterKey): Promise<void> {
    await rowsOf(this.record, noteSent, [eventId, recipient, channel]);
  }

  /** To be tried again after `waitSeconds`. */
  async failed(letter: ClaimedLetter, error: string, waitSeconds: number): Promise<void> {
    await this.noteFailure(letter, 'failed', error, waitSeconds);
  }

  /** Given up until an operator replays it. */
  async dead(letter: ClaimedLetter, error: string): Promise<void> {
    await this.noteFailure(letter, 'dead', error, 0);
  }

  /** Makes letters due at once that failed by this error; answers how many. */
  async hurry(error: string): Promise<number> {
    const [hurried] = await rowsOf<{ count: number }>(this.record, hurry, [error]);
    return hurried?.count ?? 0;
  }

  /** How many letters are in each state that is not `sent`. */
  async backlog(): Promise<Record<string, number>> {
    const rows = await rowsOf<{ state: string; count: number }>(
      this.record,
      `select state, count(*)::int as count from notifications where state <> 'sent' group by state`,
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  private async noteFailure(
    { eventId, recipient, channel, attempts }: ClaimedLetter,
    state: 'failed' | 'dead',
    error: string,
    waitSeconds: number,
  ): Promise<void> {
    await rowsOf(this.record, noteFailed, [eventId, recipient, channel, state, error, waitSeconds, attempts]);
  }
}
