import type { RecordedCase, RecordedEntry } from './recorded';

/** Limits of a category in seconds, in which no officer ever gave an input. */
export interface LimitsInSeconds {
  idle: number;
  unresolved: number;
  accountLead: number;
}

/** The interval between reports to the supervisory body doubles, up to this many times. */
const mostDoublings = 5;

/**
 * What must hold of the clocks' steps on one untouched case, reckoned here from M9 and M10 alone: each occurrence acts once, in
 * order, with the due time as `effectiveAt`; the next one begins when the last was written down.
 */
export function clockFaults({ trackingNumber, entries }: RecordedCase, limits: LimitsInSeconds): string[] {
  const registered = entries[0];
  if (registered === undefined) return [`${trackingNumber} has no entries`];
  const clocks = { idle: clock(registered), unresolved: clock(registered) };
  let accountsAsked = 0;
  return entries.flatMap((entry) => {
    const kind = clockOf(entry);
    if (kind === undefined) return [];
    const step = clocks[kind];
    const length =
      limits[kind] * 1000 * (kind === 'idle' ? 2 ** Math.min(step.reportsAtTop, mostDoublings) : 1);
    const isRequest = entry.type === 'AccountRequested';
    const due = step.begunAt + length - (isRequest ? limits.accountLead * 1000 : 0);
    const faults = faultsOf(entry, { occurrence: step.occurrence, due });
    if (isRequest) {
      if (accountsAsked === step.occurrence) faults.push('the account was asked for twice');
      accountsAsked = step.occurrence;
    } else {
      step.begunAt = entry.recordedAt;
      step.occurrence += 1;
      if (kind === 'idle' && entry.type === 'SupervisoryBodyReported') step.reportsAtTop += 1;
    }
    return faults.map((fault) => `${entry.id} ${entry.type}: ${fault}`);
  });
}

interface Clock {
  begunAt: number;
  occurrence: number;
  reportsAtTop: number;
}

const clock = ({ recordedAt }: RecordedEntry): Clock => ({
  begunAt: recordedAt,
  occurrence: 1,
  reportsAtTop: 0,
});

function clockOf({ type, data }: RecordedEntry): 'idle' | 'unresolved' | undefined {
  if (type === 'IdleEscalated') return 'idle';
  if (type === 'UnresolvedReported' || type === 'AccountRequested') return 'unresolved';
  if (type === 'SupervisoryBodyReported') return data.kind as 'idle' | 'unresolved';
  return undefined;
}

function faultsOf(entry: RecordedEntry, expected: { occurrence: number; due: number }): string[] {
  const faults: string[] = [];
  if (entry.data.occurrence !== expected.occurrence)
    faults.push(`occurrence ${String(entry.data.occurrence)}, expected ${expected.occurrence}`);
  if (Math.round(entry.effectiveAt) !== Math.round(expected.due))
    faults.push(`effective ${iso(entry.effectiveAt)}, due ${iso(expected.due)}`);
  if (entry.recordedAt < entry.effectiveAt) faults.push('recorded before it was due');
  return faults;
}

const iso = (time: number): string => new Date(time).toISOString();

/** How late the clocks' steps were written down, in milliseconds, earliest first. */
export function lateness(cases: Iterable<RecordedCase>): number[] {
  return [...cases]
    .flatMap(({ entries }) =>
      entries.filter((entry) => clockOf(entry) !== undefined && entry.actorKind === 'clock'),
    )
    .map(({ effectiveAt, recordedAt }) => recordedAt - effectiveAt)
    .sort((one, other) => one - other);
}
