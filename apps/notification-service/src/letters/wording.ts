import type { Closure, DeadlineKind } from '@casetrace/contracts';
import type { LetterTemplate } from '../audience/recipients';
import type { LetterFacts, Office, ToldEvent } from './letter-facts';

type EventOf<T extends LetterTemplate> = Extract<ToldEvent, { type: T }>;

/** One letter: its headline, and what happened, in one or more sentences. */
export interface LetterWording<T extends LetterTemplate> {
  headline: (event: EventOf<T>) => string;
  happened: (event: EventOf<T>, speak: Speak) => string;
  /** what the filer may do now, where the event asks for it */
  yours?: string;
}

/** What a sentence may ask for. */
export interface Speak {
  /** the name of an office by its code; the code where the directory does not know it */
  office: (code: string) => string;
}

/** All that letters say in one language. Complete by type: a letter that lacks a language does not compile. */
export interface Wording {
  letters: { [T in LetterTemplate]: LetterWording<T> };
  subject: (trackingNumber: string, headline: string) => string;
  greeting: string;
  case: (trackingNumber: string, at: string) => string;
  responsible: (office: string, officer: string | null, telephone: string) => string;
  nextStep: { [K in DeadlineKind]: (due: string) => string };
  provisional: string;
  why: (explanation: string) => string;
  standsStill: string;
  closed: { [C in Closure]: string };
  channels: string;
  noChannels: string;
  channel: (office: Office) => string;
  howToTrack: (facts: Pick<LetterFacts, 'trackingNumber' | 'trackingPage'>) => string;
  closing: string;
}
