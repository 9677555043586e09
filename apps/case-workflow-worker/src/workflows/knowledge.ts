import { type CaseSituation, isNewer } from '@casetrace/contracts';

/** What a run knows of its case: plain data. Times are epoch milliseconds of the engine's clock. */
export interface Knowledge {
  situation: CaseSituation | null;
  /** when the next step should be tried; null while no clock runs */
  wakeAt: number | null;
  /** failed attempts of the next step in a row */
  failures: number;
}

/** A difference of the wake-up below this is the way of the message, not a new due time. */
const sameMomentMs = 1_000;
const firstPauseMs = 5_000;
const longestPauseMs = 300_000;

/** Nothing is known yet: the case is to be read at once. */
export const nothingKnown: Knowledge = { situation: null, wakeAt: 0, failures: 0 };

const wakeTime = ({ nextDeadline, wakeInMs }: CaseSituation, sentAt: number): number | null =>
  nextDeadline === null || wakeInMs === null ? null : sentAt + wakeInMs;

/** The knowledge of a run that was given the situation at `sentAt`. */
export function told(situation: CaseSituation, sentAt: number): Knowledge {
  return { situation, wakeAt: wakeTime(situation, sentAt), failures: 0 };
}

/**
 * A signal counts when it is newer than what is known. The same situation sent again changes nothing, except that it may
 * wake a run that sleeps too long (the watch redelivers what is overdue).
 */
export function heard(known: Knowledge, situation: CaseSituation, now: number): Knowledge {
  const before = known.situation;
  if (before === null) return told(situation, now);
  const wakeAt = wakeTime(situation, now);
  if (isNewer(situation, before)) {
    const waitsAsBefore =
      known.failures === 0 && sameDeadline(before, situation) && sameMoment(known.wakeAt, wakeAt);
    return { situation, wakeAt: waitsAsBefore ? known.wakeAt : wakeAt, failures: 0 };
  }
  if (isNewer(before, situation) || wakeAt === null) return known;
  const isEarlier = known.wakeAt === null || wakeAt < known.wakeAt - sameMomentMs;
  return isEarlier ? { ...known, wakeAt } : known;
}

/**
 * The record's answer to a step counts unless something newer was heard meanwhile. Where nothing changed, the due time had
 * not come by the database's clock: the run waits for what remains, a second at least.
 */
export function answered(known: Knowledge, situation: CaseSituation, now: number): Knowledge {
  const before = known.situation;
  if (before !== null && isNewer(before, situation)) return { ...known, failures: 0 };
  const answer = told(situation, now);
  if (before === null || isNewer(situation, before) || answer.wakeAt === null) return answer;
  return { ...answer, wakeAt: Math.max(answer.wakeAt, now + sameMomentMs) };
}

/** The record could not be reached: the step is tried again after a pause that grows to five minutes. */
export function postponed(known: Knowledge, now: number): Knowledge {
  const pause = Math.min(firstPauseMs * 2 ** known.failures, longestPauseMs);
  return { ...known, wakeAt: now + pause, failures: known.failures + 1 };
}

/** The situation as it can be handed to the next run: `wakeInMs` counted from `now`. */
export function handedOver(known: Knowledge, now: number): CaseSituation | undefined {
  if (known.situation === null) return undefined;
  return { ...known.situation, wakeInMs: known.wakeAt === null ? null : Math.max(known.wakeAt - now, 0) };
}

function sameDeadline(one: CaseSituation, other: CaseSituation): boolean {
  const [a, b] = [one.nextDeadline, other.nextDeadline];
  return a?.kind === b?.kind && a?.occurrence === b?.occurrence && a?.dueAt === b?.dueAt;
}

function sameMoment(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) < sameMomentMs;
}
