import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@casetrace/service-kit';
import { type GrowingWait, interruptible, waitAfter } from '../consuming/patience';
import type { ClaimedLetter, LetterQueue } from '../ledger/letter-queue';
import { writeLetter } from '../letters/write-letter';
import type { AddressedFacts, FactsOfLetters } from './facts-of-letters';
import type { DeliveringFigures } from './delivering-figures';
import { mailFault, unreachable } from './mail-fault';
import type { MailSender } from './mail-sender';

export interface DelivererOptions {
  /** how many letters this process sends at a time */
  atATime: number;
  /** how long a claimed letter is kept from others; longer than sending can take */
  leaseSeconds: number;
  /** how often a letter is tried before it is given up */
  attempts: number;
  betweenAttempts: GrowingWait;
  /** how often the queue is looked at when nobody said that there is something new */
  pollMs: number;
  /** how long to wait when the record does not answer */
  outageMs: number;
}

type Mail = Pick<MailSender, 'send'>;

interface Parts {
  queue: LetterQueue;
  facts: FactsOfLetters;
  /** null where no mail server is named: letters wait */
  mail: Mail | null;
  figures: DeliveringFigures;
  log: Log;
}

const noteAgainMs = 500;

/**
 * Sends the letters that wait (P8). Any number of copies may run. A second copy of a letter goes out only where a process died
 * between sending it and noting that, and bears the same Message-ID.
 */
export class Deliverer {
  private readonly stopping = new AbortController();
  private bell = new AbortController();
  private running: Promise<void> | undefined;
  private serverWasUnreachable = false;

  constructor(
    private readonly parts: Parts,
    private readonly options: DelivererOptions,
  ) {}

  /** Begins, where there is a mail server. */
  start(): void {
    if (this.parts.mail) this.running ??= this.keepDelivering(this.parts.mail);
  }

  /** Says that a new letter waits. */
  ring(): void {
    this.bell.abort();
  }

  /** Finishes the letters at hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.bell.abort();
    await this.running;
  }

  private async keepDelivering(mail: Mail): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const handled = await this.deliverDue(mail);
        if (handled === 0) await this.waitForBell();
      } catch (error) {
        this.parts.log.warn({ err: error }, 'the queue of letters cannot be read');
        await interruptible(this.options.outageMs, this.stopping.signal);
      }
    }
  }

  /** Sends what is due, one handful; answers how many letters that were. */
  private async deliverDue(mail: Mail): Promise<number> {
    this.bell = new AbortController();
    const letters = await this.parts.queue.claim(this.options.atATime, this.options.leaseSeconds);
    // All of them come to their end, also when the record fails over one: what was sent has to be noted.
    const outcomes = await Promise.allSettled(letters.map((letter) => this.deliver(letter, mail)));
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure) throw failure.reason;
    return letters.length;
  }

  private async waitForBell(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    await interruptible(this.options.pollMs, this.bell.signal);
  }

  private async deliver(claimed: ClaimedLetter, mail: Mail): Promise<void> {
    // The attempt before the last was never noted: the process died over it.
    if (claimed.attempts > this.options.attempts) return this.giveUp(claimed, 'interrupted');
    const facts = await this.parts.facts.of(claimed);
    if ('missing' in facts) return this.giveUp(claimed, facts.missing);
    const error = await this.send(claimed, facts, mail);
    if (error === undefined) return this.noteSent(claimed);
    this.serverWasUnreachable ||= error === unreachable;
    if (claimed.attempts >= this.options.attempts) return this.giveUp(claimed, error);
    const waitMs = waitAfter(claimed.attempts, this.options.betweenAttempts);
    await this.parts.queue.failed(claimed, error, waitMs / 1000);
    this.parts.figures.letters.inc({ outcome: 'failed' });
    this.parts.log.warn({ ...told(claimed), error, waitMs }, 'a letter could not be sent yet');
  }

  private async send(
    claimed: ClaimedLetter,
    { mail: to, letter }: AddressedFacts,
    mail: Mail,
  ): Promise<string | undefined> {
    const { messageId } = claimed;
    const end = this.parts.figures.sending.startTimer();
    try {
      await mail.send({
        to,
        letter: writeLetter(letter),
        language: letter.language,
        messageId,
      });
      end();
      return undefined;
    } catch (error) {
      return mailFault(error);
    }
  }

  /** The letter is on its way: this has to be noted, however long the record does not answer. */
  private async noteSent(claimed: ClaimedLetter): Promise<void> {
    this.parts.figures.letters.inc({ outcome: 'sent' });
    for (;;) {
      try {
        await this.parts.queue.sent(claimed);
        break;
      } catch (error) {
        this.parts.log.warn({ err: error, ...told(claimed) }, 'a sent letter cannot be noted yet');
        if (this.stopping.signal.aborted) return;
        await pause(noteAgainMs);
      }
    }
    if (this.serverWasUnreachable) await this.hurryOthers();
  }

  /** What failed because nobody could be reached need not wait any longer. */
  private async hurryOthers(): Promise<void> {
    const hurried = await this.parts.queue.hurry(unreachable);
    this.serverWasUnreachable = false;
    this.parts.log.info({ hurried }, 'the mail server is back');
  }

  private async giveUp(claimed: ClaimedLetter, error: string): Promise<void> {
    await this.parts.queue.dead(claimed, error);
    this.parts.figures.letters.inc({ outcome: 'dead' });
    this.parts.log.error({ ...told(claimed), error }, 'a letter was given up');
  }
}

const told = ({ eventId, channel, template, attempts }: ClaimedLetter) => ({
  eventId,
  channel,
  template,
  attempts,
});
