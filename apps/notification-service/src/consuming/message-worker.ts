import type { Log } from '@casetrace/service-kit';
import { readEvent, type ReadableEvent, UnreadableMessage } from '../audience/readable-event';
import type { ConsumingFigures } from './consuming-figures';
import type { DeadLetters, IncomingMessage } from './dead-letters';
import type { OutageJudge } from './outage';
import { type GrowingWait, waitAfter, waitAlive, withinTime } from './patience';

export interface WorkerOptions {
  /** how often a message may fail by its own fault */
  attempts: number;
  betweenAttempts: GrowingWait;
  duringOutage: GrowingWait;
  /** longest time one attempt may take; milliseconds */
  effectTimeoutMs: number;
}

/** What a message is worked off with: signs of life to the group, and the wish to stop. */
export interface Pulse {
  heartbeat: () => Promise<void>;
  signal: AbortSignal;
}

interface Parts {
  effect: (event: ReadableEvent) => Promise<void>;
  outages: OutageJudge;
  deadLetters: Pick<DeadLetters, 'bury'>;
  figures: ConsumingFigures;
  log: Log;
}

/**
 * Works one message off: the effect, or the dead letter. A message that fails by its own fault is tried again some times; an
 * outage is waited out without end and counts for nothing (design.md "How a case flows" 7: nothing is lost, nothing blocks).
 */
export class MessageWorker {
  constructor(
    private readonly parts: Parts,
    private readonly options: WorkerOptions,
  ) {}

  /**
   * Answers true when the message's offset may be committed, false when it was interrupted before.
   * @throws what the heartbeat throws: the group has given the partition to another copy.
   */
  async workOff(message: IncomingMessage, pulse: Pulse): Promise<boolean> {
    const begun = Date.now();
    try {
      return await this.takeEffect(readEvent(message.value), message, pulse);
    } catch (error) {
      if (!(error instanceof UnreadableMessage)) throw error;
      return this.bury(message, { error: error.message, attempts: 1, firstFailureAt: begun }, pulse);
    }
  }

  private async takeEffect(event: ReadableEvent, message: IncomingMessage, pulse: Pulse): Promise<boolean> {
    let firstFailureAt = 0;
    for (let attempts = 0, outages = 0; ;) {
      const failure = await this.attempt(event);
      if (!failure) return true;
      firstFailureAt ||= Date.now();
      const isOutage = await this.parts.outages.isOutage(failure.error);
      this.note(failure.error, message, isOutage);
      if (isOutage) outages += 1;
      else attempts += 1;
      if (attempts >= this.options.attempts) {
        return this.bury(message, { error: inWords(failure.error), attempts, firstFailureAt }, pulse);
      }
      const wait = isOutage
        ? waitAfter(outages, this.options.duringOutage)
        : waitAfter(attempts, this.options.betweenAttempts);
      if (!(await waitAlive(wait, pulse))) return false;
    }
  }

  private async attempt(event: ReadableEvent): Promise<{ error: unknown } | undefined> {
    try {
      await withinTime(this.options.effectTimeoutMs, this.parts.effect(event));
      this.parts.figures.messages.inc({ outcome: 'done' });
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  /** While Kafka does not take the dead letter, the message waits: it is never dropped. */
  private async bury(
    message: IncomingMessage,
    reason: Parameters<DeadLetters['bury']>[1],
    pulse: Pulse,
  ): Promise<boolean> {
    for (let failures = 1; ; failures++) {
      try {
        await this.parts.deadLetters.bury(message, reason);
        this.parts.figures.messages.inc({ outcome: 'deadLetter' });
        const { topic, partition, offset } = message;
        this.parts.log.error({ topic, partition, offset, ...reason }, 'a message went to the dead letters');
        return true;
      } catch (error) {
        this.parts.log.warn({ err: error }, 'the dead letter could not be written yet');
        if (!(await waitAlive(waitAfter(failures, this.options.duringOutage), pulse))) return false;
      }
    }
  }

  private note(error: unknown, { topic, partition, offset }: IncomingMessage, isOutage: boolean): void {
    this.parts.figures.messages.inc({ outcome: isOutage ? 'outage' : 'failed' });
    const what = isOutage ? 'an outage delays a message' : 'a message failed';
    this.parts.log.warn({ err: error, topic, partition, offset }, what);
  }
}

function inWords(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
