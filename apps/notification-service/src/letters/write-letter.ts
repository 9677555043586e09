import type { Language } from '@casetrace/contracts';
import type { LetterTemplate } from '../audience/recipients';
import type { Letter, LetterFacts } from './letter-facts';
import { letterTime } from './letter-time';
import type { LetterWording, Wording } from './wording';
import { wordingEn } from './wording-en';
import { wordingZh } from './wording-zh';

const wordings: Record<Language, Wording> = { zh: wordingZh, en: wordingEn };

/** Writes the letter about one event in the case's language: plain text, complete for every event that a filer is told of. */
export function writeLetter(facts: LetterFacts): Letter {
  const wording = wordings[facts.language];
  const letter = wording.letters[facts.event.type] as LetterWording<LetterTemplate>;
  const speak = { office: (code: string) => facts.offices[code]?.name[facts.language] ?? code };
  const paragraphs = [
    wording.greeting,
    wording.case(facts.trackingNumber, letterTime(facts.event.effectiveAt, facts.language)),
    letter.happened(facts.event, speak),
    letter.yours,
    standing(facts, wording),
    channels(facts, wording),
    wording.howToTrack(facts),
    wording.closing,
  ];
  return {
    subject: wording.subject(facts.trackingNumber, letter.headline(facts.event)),
    text: `${paragraphs.filter((paragraph) => paragraph !== undefined).join('\n\n')}\n`,
  };
}

/** Who is responsible, what happens next and when: the answer to what a filer would otherwise call about. */
function standing(facts: LetterFacts, wording: Wording): string {
  const { responsible, responsibleOfficer, language, status, closure } = facts;
  const officer = responsibleOfficer?.[language] ?? null;
  const who = wording.responsible(responsible.name[language], officer, responsible.telephone);
  const next = status === 'closed' ? wording.closed[closure ?? 'noAnswer'] : nextStep(facts, wording);
  return `${who}\n${next}`;
}

function nextStep({ nextStep: next, language }: LetterFacts, wording: Wording): string {
  if (!next) return wording.standsStill;
  return [
    wording.nextStep[next.kind](letterTime(next.dueAt, language)),
    ...(next.provisional ? [wording.provisional] : []),
    ...(next.explanation ? [wording.why(next.explanation)] : []),
  ].join('\n');
}

function channels({ complaintChannels, event }: LetterFacts, wording: Wording): string | undefined {
  if (complaintChannels.length > 0) {
    return [wording.channels, ...complaintChannels.map((channel) => wording.channel(channel))].join('\n');
  }
  return event.type === 'ComplaintChannelsTold' ? wording.noChannels : undefined;
}
