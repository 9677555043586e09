import type { RulesSnapshot, RulesSource } from '@casetrace/case-record';
import { allDeadlines, type CaseState, describeExplained } from '@casetrace/case-rules';
import type { EventType, Language } from '@casetrace/contracts';
import type { DataSource } from 'typeorm';
import { readData } from '../audience/readable-event';
import type { ClaimedLetter } from '../ledger/letter-queue';
import { rowsOf } from '../ledger/record-sql';
import type { LetterFacts, NextStep, Office, ToldEvent } from '../letters/letter-facts';

/** What a letter says, and where it goes. The address lives no longer than the sending. */
export interface AddressedFacts {
  mail: string;
  letter: LetterFacts;
}

/** Why there is nothing to send: the address was erased, or the event is of a record that a restore took back. */
export interface NothingToSend {
  missing: 'noAddress' | 'noSuchEvent';
}

interface Row {
  type: EventType;
  data: string;
  effectiveAt: Date;
  rulesVersion: number;
  /** as it is stored: next deadline and rules version have columns of their own */
  state: Omit<CaseState, 'nextDeadline' | 'rulesVersion'>;
  mail: string | null;
  /** data of the complaint channels told together with this event */
  channels: string | null;
}

const statement = `
select e.type, e.data, e.effective_at as "effectiveAt", c.state, c.rules_version::int as "rulesVersion",
  (select t.content from case_texts t where t.tracking_number = $1 and t.field = 'mail'
   order by t.sequence desc limit 1) as mail,
  (select n.data from case_events n where n.tracking_number = $1 and n.type = 'ComplaintChannelsTold'
   and n.sequence between $2 - 1 and $2 + 1 order by n.sequence limit 1) as channels
from case_events e join cases c using (tracking_number)
where e.tracking_number = $1 and e.sequence = $2 and e.epoch = $3`;

/** Reads from the record, at the time of sending, what a letter says. */
export class FactsOfLetters {
  constructor(
    private readonly record: Pick<DataSource, 'query'>,
    private readonly rules: Pick<RulesSource, 'current'>,
    private readonly trackingPage: string,
  ) {}

  /** @throws when the record cannot be reached. */
  async of({
    eventId,
    trackingNumber,
  }: Pick<ClaimedLetter, 'eventId' | 'trackingNumber'>): Promise<AddressedFacts | NothingToSend> {
    const [epoch, sequence] = eventId.split('.').slice(-2).map(Number);
    const [row] = await rowsOf<Row>(this.record, statement, [trackingNumber, sequence, epoch]);
    if (!row) return { missing: 'noSuchEvent' };
    if (row.mail === null) return { missing: 'noAddress' };
    return { mail: row.mail, letter: this.letterFacts(row, await this.rules.current()) };
  }

  private letterFacts(row: Row, snapshot: RulesSnapshot): LetterFacts {
    const { state } = row;
    const { language, responsibleOfficer } = state;
    return {
      trackingNumber: state.trackingNumber,
      language,
      event: toldEvent(row),
      status: state.status,
      closure: state.closure,
      responsible: officeOf(state.responsibleDepartment, snapshot),
      responsibleOfficer: snapshot.staff.get(responsibleOfficer ?? '')?.name ?? null,
      nextStep: nextStepOf(row, snapshot, language),
      offices: Object.fromEntries(
        codesIn(row.data).map((code): [string, Office] => [code, officeOf(code, snapshot)]),
      ),
      complaintChannels: channelsOf(row, snapshot),
      trackingPage: this.trackingPage,
    };
  }
}

function toldEvent({ type, data, effectiveAt }: Row): ToldEvent {
  return {
    type,
    data: readData(type, JSON.parse(data)),
    effectiveAt: effectiveAt.toISOString(),
  } as ToldEvent;
}

/** The nearest deadline that means something to a filer: what is asked of them, or what happens to the case. */
function nextStepOf(
  { state, rulesVersion }: Row,
  { rules }: RulesSnapshot,
  language: Language,
): NextStep | null {
  const deadlines = allDeadlines({ ...state, rulesVersion, nextDeadline: null }, rules);
  const telling = deadlines.find(({ kind }) => kind !== 'account' && kind !== 'confirmationReminder');
  const next = telling ?? deadlines[0];
  if (!next) return null;
  const { kind, dueAt, provisional } = next;
  return { kind, dueAt, provisional, explanation: describeExplained(next, language) };
}

const pathD: EventType[] = ['ContestedReferred', 'ComplaintChannelsTold', 'IdleEscalated'];

function channelsOf({ type, channels }: Row, snapshot: RulesSnapshot): Office[] {
  if (channels === null || !pathD.includes(type)) return [];
  const { bodies } = readData('ComplaintChannelsTold', JSON.parse(channels));
  return bodies.map((code) => officeOf(code, snapshot));
}

function officeOf(code: string, { departments }: RulesSnapshot): Office {
  const { name, address, telephone, hours } = departments.get(code) ?? unknownOffice(code);
  return { name, address, telephone, hours };
}

const unknownOffice = (code: string): Office => ({
  name: { zh: code, en: code },
  address: '',
  telephone: '',
  hours: '',
});

/** Every text in the data of an event, which are codes: those of offices among them. */
function codesIn(data: string): string[] {
  const values = Object.values(JSON.parse(data) as Record<string, unknown>);
  return values.filter((value): value is string => typeof value === 'string');
}
