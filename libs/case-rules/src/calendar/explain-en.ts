import type { DeadlineExplanation, SkippedRun } from './explanation';
import type { Period } from './period';
import { causeOfMove, localTimeOf, runsToName } from './wording';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const units = { workingDays: 'working day', calendarDays: 'calendar day', seconds: 'second' } as const;
const reasons = { weekend: 'weekend', holiday: 'holiday', closure: 'closure', paused: 'paused' } as const;

/** Words a deadline in English (P2). */
export function describeInEnglish(explanation: DeadlineExplanation): string {
  const { period, firstDay } = explanation;
  const withSeconds = period.unit === 'seconds';
  const begin = localTimeOf(explanation.from, withSeconds);
  const start = `From ${begin.date} (${weekdays[begin.weekday] ?? ''}) ${begin.time}`;
  const counted = withSeconds
    ? `${amountOf(period)} without regard to the calendar${pausedTime(explanation)}`
    : `${amountOf(period)} counted from ${firstDay}${skippedDays(explanation)}`;
  return [`${start}, ${counted}; ${end(explanation)}.`, ...remarks(explanation)].join(' ');
}

function end({ dueAt, lastDay, period }: DeadlineExplanation): string {
  if (dueAt === null) return `no due time while the clock stands still, which it has done since ${lastDay}`;
  const due = localTimeOf(dueAt, period.unit === 'seconds');
  return `due ${due.date} ${due.time} Asia/Shanghai`;
}

function remarks(explanation: DeadlineExplanation): string[] {
  const { movedFrom, makeUpDaysCounted, provisional, knownUntil } = explanation;
  const said: string[] = [];
  const cause = causeOfMove(explanation);
  if (movedFrom !== undefined && cause) {
    const why =
      cause.reason === 'paused' ? 'the clock stood still at its end' : `a day off (${nameOf(cause)})`;
    said.push(`Moved to the next working day from ${movedFrom}: ${why}.`);
  }
  if (makeUpDaysCounted.length > 0) {
    said.push(`Weekend days worked in exchange for a holiday, counted: ${makeUpDaysCounted.join(', ')}.`);
  }
  if (provisional) {
    said.push(
      `Provisional: holidays after ${knownUntil} are not announced, only weekends are left out; recomputed when they are.`,
    );
  }
  return said;
}

function skippedDays(explanation: DeadlineExplanation): string {
  const { named, others } = runsToName(explanation);
  if (named.length === 0) return '';
  const runs = named.map((run) => `${datesOf(run)} (${nameOf(run)})`);
  return `, skipping ${runs.join(', ')}${others ? ' and others' : ''}`;
}

function pausedTime({ pausedMs }: DeadlineExplanation): string {
  return pausedMs === undefined ? '' : `, longer by the ${pausedMs / 1000} s that the clock stood still`;
}

function datesOf({ from, to }: SkippedRun): string {
  if (from === to) return from;
  return `${from}…${from.slice(0, 4) === to.slice(0, 4) ? to.slice(5) : to}`;
}

const nameOf = (run: SkippedRun): string => run.name?.en ?? reasons[run.reason];
const amountOf = ({ amount, unit }: Period): string => `${amount} ${units[unit]}${amount === 1 ? '' : 's'}`;
