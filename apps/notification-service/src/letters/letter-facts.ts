import type { Bilingual, CaseStatus, Closure, DeadlineKind, Language } from '@casetrace/contracts';
import type { ReadableEvent } from '../audience/readable-event';
import type { LetterTemplate } from '../audience/recipients';

/** A department, body or channel as a filer may reach it. */
export interface Office {
  name: Bilingual;
  /** empty where the directory has none, as the next two */
  address: string;
  telephone: string;
  hours: string;
}

/** What happens next by itself, and when. */
export interface NextStep {
  kind: DeadlineKind;
  /** ISO 8601, UTC */
  dueAt: string;
  provisional: boolean;
  /** why it is due then (P2), in the language of the letter */
  explanation: string;
}

type LetterEvent = Extract<ReadableEvent, { type: LetterTemplate }>;

/** An event that a filer is written about, with the data that its letter tells. */
export type ToldEvent = {
  [T in LetterTemplate]: { type: T; data: Extract<LetterEvent, { type: T }>['data']; effectiveAt: string };
}[LetterTemplate];

/**
 * What a letter is made of, read from the record when it is sent: what happened is the event's, who is responsible and what
 * happens next is as of now. No text that anybody entered and no access code: mail is open to read on its way (P7).
 */
export interface LetterFacts {
  trackingNumber: string;
  language: Language;
  event: ToldEvent;
  status: CaseStatus;
  closure: Closure | null;
  responsible: Office;
  responsibleOfficer: Bilingual | null;
  /** null when nothing runs: closed, or the clocks stand still */
  nextStep: NextStep | null;
  /** the offices that the event names, by code */
  offices: Record<string, Office>;
  /** where the filer may complain (path d); empty where that does not apply */
  complaintChannels: Office[];
  /** where a filer follows the case */
  trackingPage: string;
}

/** A letter in plain text. */
export interface Letter {
  subject: string;
  text: string;
}
