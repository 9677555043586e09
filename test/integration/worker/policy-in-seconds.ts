import type { Policy } from '@casetrace/case-rules';

export type Period = Policy['idle'];

/** Seconds. */
export interface PolicyPeriods {
  idle?: number;
  unresolved?: number;
  accountLead?: number;
  confirmation?: number;
}

const seconds = (amount: number): Period => ({ amount, unit: 'seconds' });

/** A policy whose clocks know no calendar; what is not named is an hour. The counter of the pensions is responsible. */
export function policyInSeconds(category: string, periods: PolicyPeriods): Omit<Policy, 'version'> {
  const { idle = 3_600, unresolved = 3_600, accountLead = 0, confirmation = 3_600 } = periods;
  return {
    category,
    department: 'social-insurance-counter',
    idle: seconds(idle),
    unresolved: seconds(unresolved),
    accountLead: seconds(accountLead),
    confirmation: seconds(confirmation),
    reopenWindow: seconds(3_600),
  };
}
