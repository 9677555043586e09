import { setTimeout as pause } from 'node:timers/promises';
import { everythingCarried } from './ground/carried';
import type { OwnSystem } from './ground/own-system';
import { clockFaults, lateness, type LimitsInSeconds } from './invariants/deadlines';
import { letterFindings } from './invariants/letters';
import { deadLetters, newsFaults, publishedOf } from './invariants/news';
import { brokenPromises } from './invariants/promises-kept';
import { readRecord } from './invariants/recorded';
import type { Promises } from './load/promises';

export interface Expected {
  promises: Promises;
  /** Categories that live by seconds and whose cases no officer touches. */
  limits: Record<string, LimitsInSeconds>;
  /** How often the notification-service was killed, and how many letters it sends at a time. */
  notificationKills: number;
  lettersAtATime: number;
  /** How far past its time a deadline may be in the end, in seconds. */
  graceSeconds: number;
}

export interface Findings {
  /** Empty where everything holds; at most some of each kind. */
  faults: string[];
  counts: Record<string, number>;
}

const shownOfAKind = 10;
const settlingMs = 300_000;
/** Listing thousands of workflows is work for Temporal too. */
const betweenLooksMs = 5_000;

/**
 * What must hold (design.md) of PostgreSQL, Temporal, Kafka and the mail catcher after whatever happened: nothing waits, every
 * answered case and accepted action is in its record exactly once, each deadline acted once and as due, every event reached
 * Kafka in order, no notification is lost, every open case has its workflow, every chain verifies.
 */
export async function checkInvariants(own: OwnSystem, expected: Expected): Promise<Findings> {
  const settling = performance.now();
  await everythingCarried(own, settlingMs);
  const recorded = await readRecord(own);
  await everythingCarried(own);
  const messages = await publishedOf(recorded, own.engines.kafkaBrokers);
  const letters = await onceWhole(() => letterFindings(own, recorded));
  const limited = [...recorded.cases.values()].filter(({ category }) => category in expected.limits);
  const late = lateness(recorded.cases.values());
  const unworkable = await deadLetters(own.engines.kafkaBrokers);
  const faults = [
    brokenPromises(expected.promises, recorded),
    limited.flatMap((each) => clockFaults(each, expected.limits[each.category]!)),
    (await onceWhole(async () => ({ faults: await missedDeadlines(own, expected.graceSeconds) }))).faults,
    newsFaults(recorded, messages),
    letters.faults,
    unworkable > 0 ? [`${unworkable} messages went to the dead letters`] : [],
    letters.copies > expected.notificationKills * expected.lettersAtATime
      ? [`${letters.copies} second copies of letters, ${expected.notificationKills} kills`]
      : [],
    (await onceWhole(async () => ({ faults: await engineFaults(own) }))).faults,
    await own.verify().then(
      () => [],
      (error: unknown) => [String(error)],
    ),
  ];
  return {
    faults: faults.flatMap((kind) => kind.slice(0, shownOfAKind)),
    counts: {
      cases: recorded.cases.size,
      entries: recorded.entries,
      'accepted actions': expected.promises.actions.length,
      'refused actions': expected.promises.refusals.length,
      'steps of clocks': late.length,
      'median lateness, ms': Math.round(late[Math.floor(late.length / 2)] ?? 0),
      'greatest lateness, ms': Math.round(late.at(-1) ?? 0),
      'messages on Kafka': messages.length,
      'of these repeated': messages.length - new Set(messages.map(({ id }) => id)).size,
      letters: letters.letters,
      'second copies': letters.copies,
      'settled after, s': Math.round((performance.now() - settling) / 1000),
    },
  };
}

/** Looks again while something is on its way still, for as long as a busy machine may need; answers what was found last. */
async function onceWhole<Found extends { faults: string[] }>(look: () => Promise<Found>): Promise<Found> {
  const end = Date.now() + settlingMs;
  for (;;) {
    const found = await look();
    if (found.faults.length === 0 || Date.now() > end) return found;
    await pause(betweenLooksMs);
  }
}

async function missedDeadlines(own: OwnSystem, graceSeconds: number): Promise<string[]> {
  const rows = await own.rows<{ number: string; due: Date }>(
    `select tracking_number as number, next_deadline_at as due from cases
     where status <> 'closed' and next_deadline_at < clock_timestamp() - make_interval(secs => $1)`,
    [graceSeconds],
  );
  return rows.map(({ number, due }) => `${number} was due at ${due.toISOString()} and nothing happened`);
}

/** Every open case has a workflow that runs, no closed one has. */
export async function engineFaults(own: OwnSystem): Promise<string[]> {
  const running = await own.running();
  const rows = await own.rows<{ number: string; status: string }>(
    'select tracking_number as number, status from cases',
  );
  const known = new Set(rows.map(({ number }) => number));
  return [
    ...rows
      .filter(({ number, status }) => (status === 'closed') === running.has(number))
      .map(
        ({ number, status }) =>
          `${number} is ${status}; its workflow ${running.has(number) ? 'runs' : 'does not run'}`,
      ),
    ...[...running]
      .filter((number) => !known.has(number))
      .map((number) => `${number} runs and is in no record`),
  ];
}
