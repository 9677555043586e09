import type { CaseSituation, DeadlineKind } from '@casetrace/contracts';
import type { CaseActivities } from '../activities/case-activities';

export type Step = keyof CaseActivities;

interface StepOfClock {
  activity: Step;
  /** what happens then, as an operator reads it */
  meaning: string;
}

const stepOfClock: Record<DeadlineKind, StepOfClock> = {
  idle: { activity: 'escalateIdle', meaning: 'escalates to the superior' },
  account: { activity: 'requestAccount', meaning: 'asks the department for its account' },
  unresolved: { activity: 'reportUnresolved', meaning: 'reports to the superior as unresolved' },
  confirmationReminder: { activity: 'remindFiler', meaning: 'reminds filer and front desk' },
  confirmation: { activity: 'closeUnanswered', meaning: 'closes as unanswered' },
};

/** The activity that the case waits for; null when no clock runs; `readCase` while nothing is known of it. */
export function nextStep(situation: CaseSituation | null): Step | null {
  if (situation === null) return 'readCase';
  return situation.nextDeadline ? stepOfClock[situation.nextDeadline.kind].activity : null;
}

/** Such as `idle #1 of case CT-…, due 2026-11-27 18:00: escalates to the superior`; the time is Asia/Shanghai. */
export function describeStep(situation: CaseSituation | null): string {
  const deadline = situation?.nextDeadline;
  if (!situation) return 'reads the case from the record';
  if (!deadline) return 'waits for an action: no clock runs';
  const due = `due ${shanghaiTime(deadline.dueAt)}${deadline.provisional ? ' (provisional)' : ''}`;
  const which = `${deadline.kind} #${deadline.occurrence} of case ${situation.trackingNumber}`;
  return `${which}, ${due}: ${stepOfClock[deadline.kind].meaning}`;
}

const hoursAheadOfUtc = 8;

/** An instant (ISO 8601) as `2026-11-27 18:00:00` in Asia/Shanghai, which has kept UTC+8 without summer time since 1991. */
export function shanghaiTime(instant: string): string {
  const shifted = new Date(Date.parse(instant) + hoursAheadOfUtc * 3_600_000);
  return shifted.toISOString().slice(0, 19).replace('T', ' ');
}
