import { Inject, Injectable } from '@nestjs/common';
import { cursorOf, exactTime, placeInTime, readCursor } from '@casetrace/case-record';
import { DataSource } from 'typeorm';
import { Deliverer } from '../delivering/deliverer';
import { rowsOf } from '../ledger/record-sql';
import type { LetterEntry, LettersPage, LettersQuery, ReplayAnswer } from './letters-answers';

interface Row extends Omit<LetterEntry, 'nextTry' | 'createdAt' | 'sentAt'> {
  exactly: string;
  nextTry: Date;
  createdAt: Date;
  sentAt: Date | null;
}

const page = `
select event_id as "eventId", recipient, channel, tracking_number as "trackingNumber", template, language, state, attempts,
  next_try as "nextTry", message_id as "messageId", created_at as "createdAt",
  ${exactTime('created_at')} as exactly, sent_at as "sentAt", last_error as "lastError"
from notifications
where state = $1 and ($2::timestamptz is null or (created_at, event_id) > ($2::timestamptz, $3))
order by created_at, event_id limit $4`;
const replay = `
with replayed as (
  update notifications set state = 'pending', attempts = 0, next_try = clock_timestamp(), last_error = null
  where state = 'dead' and ($1::text[] is null or event_id = any ($1::text[]))
  returning 1
)
select count(*)::int as count from replayed`;

/** Letters as operations see them, and what was given up tried anew (P8). */
@Injectable()
export class Letters {
  constructor(
    @Inject(DataSource) private readonly record: DataSource,
    @Inject(Deliverer) private readonly deliverer: Deliverer,
  ) {}

  /** One page of a state, oldest first. @throws RecordError invalidRequest for a strange cursor. */
  async page({ state, cursor, limit }: LettersQuery): Promise<LettersPage> {
    const [at = null, eventId = null] = cursor === undefined ? [] : readCursor(cursor, placeInTime);
    const rows = await rowsOf<Row>(this.record, page, [state, at, eventId, limit]);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      letters: rows.map(entryOf),
      next: last ? cursorOf([last.exactly, last.eventId]) : null,
    };
  }

  /** Lets letters that were given up wait again, with all their attempts; a second time there is nothing to do. */
  async replay(eventIds?: string[]): Promise<ReplayAnswer> {
    const [answer] = await rowsOf<{ count: number }>(this.record, replay, [eventIds ?? null]);
    this.deliverer.ring();
    return { replayed: answer?.count ?? 0 };
  }
}

function entryOf({ exactly: _, nextTry, createdAt, sentAt, ...row }: Row): LetterEntry {
  return {
    ...row,
    nextTry: nextTry.toISOString(),
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
}
