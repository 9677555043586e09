import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OwnSystem } from '../ground/own-system';
import type { Recorded, RecordedCase, RecordedEntry } from './recorded';

interface Row {
  eventId: string;
  state: string;
  messageId: string;
}

export interface LetterFindings {
  faults: string[];
  letters: number;
  /** Second copies: the same Message-ID again. */
  copies: number;
}

/** Of what happened here a filer is written. */
const toldToFilers = new Set([
  'CaseRegistered',
  'StatementAdded',
  'IdleEscalated',
  'UnresolvedReported',
  'SupervisoryBodyReported',
  'CaseClosed',
]);

/**
 * No notification is lost: a letter for everything that a filer with an address is told of, sent and at the catcher; an inbox
 * entry for who gave a case away, who got it and the desk that registered it; no letter that nothing gave rise to.
 */
export async function letterFindings(own: OwnSystem, recorded: Recorded): Promise<LetterFindings> {
  const rows = await own.rows<Row>(
    `select event_id as "eventId", state, message_id as "messageId" from notifications where channel = 'mail'`,
  );
  const mails = messageIdsAtTheCatcher(own);
  const caught = new Map<string, number>();
  for (const messageId of mails) caught.set(messageId, (caught.get(messageId) ?? 0) + 1);
  const byEvent = new Map(rows.map((row) => [row.eventId, row]));
  const faults = [...recorded.cases.values()]
    .filter(({ hasMail }) => hasMail)
    .flatMap(({ entries }) => entries.filter(({ type }) => toldToFilers.has(type)))
    .flatMap(({ id, type }) => {
      const row = byEvent.get(id);
      if (row === undefined) return [`${id} ${type}: no letter`];
      if (row.state !== 'sent') return [`${id} ${type}: the letter is ${row.state}`];
      return caught.has(row.messageId)
        ? []
        : [`${id} ${type}: the letter was noted as sent and is not there`];
    });
  const known = new Set(rows.map(({ messageId }) => messageId));
  const unknown = [...caught.keys()].filter((messageId) => !known.has(messageId));
  return {
    faults: [
      ...faults,
      ...unknown.map((id) => `a mail that nothing gave rise to: ${id}`),
      ...(await inboxFaults(own, recorded)),
    ],
    letters: caught.size,
    copies: mails.length - caught.size,
  };
}

/** Of every letter that the catcher took, read from where it keeps them. */
function messageIdsAtTheCatcher(own: OwnSystem): string[] {
  const folder = join(own.keeper.folder, 'mail', 'letters');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.eml'))
    .map(
      (file) =>
        /^message-id: *(<.+>)/im.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? `none in ${file}`,
    );
}

async function inboxFaults(own: OwnSystem, { cases }: Recorded): Promise<string[]> {
  const rows = await own.rows<{ key: string }>(
    `select department || ' ' || event_id as key from inbox_entries`,
  );
  const there = new Set(rows.map(({ key }) => key));
  return [...cases.values()].flatMap((one) =>
    one.entries.flatMap((entry) =>
      toldDepartments(entry, one)
        .filter((department) => !there.has(`${department} ${entry.id}`))
        .map((department) => `${entry.id} ${entry.type}: ${department} was not told`),
    ),
  );
}

function toldDepartments({ type, data }: RecordedEntry, { registeringDepartment }: RecordedCase): string[] {
  if (type === 'CaseRegistered') return [String(data.assignedTo)];
  if (type === 'IdleEscalated') return [String(data.from), String(data.to), registeringDepartment];
  if (type === 'UnresolvedReported') return [String(data.to), registeringDepartment];
  if (type === 'SupervisoryBodyReported') return [String(data.body), registeringDepartment];
  return [];
}
