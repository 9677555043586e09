import type { CaseStatus, CommandType, DeadlineKind } from '@casetrace/contracts';

type To = CaseStatus | 'same';

const every = ['assigned', 'inHandling', 'resolved', 'contested', 'closed'] as const;
const open = ['assigned', 'inHandling', 'resolved', 'contested'] as const;
const openNotResolved = ['assigned', 'inHandling', 'contested'] as const;

/**
 * The table of commands of the specification (lifecycle.md), copied by hand: in which statuses, to which. Where the
 * specification says "same, at least inHandling" both stand here, and so they do for a report, because an input of the
 * responsible side takes a case in hand. A recorded answer is corrected in the statuses that it led to.
 */
export const commandTable: Record<CommandType, { in: readonly CaseStatus[]; to: readonly To[] }> = {
  register: { in: [], to: ['assigned'] },
  addStatement: { in: every, to: ['same'] },
  replyToStatement: { in: open, to: ['same', 'inHandling'] },
  recordProgress: { in: openNotResolved, to: ['inHandling', 'same'] },
  contribute: { in: every, to: ['same'] },
  transfer: { in: openNotResolved, to: ['assigned'] },
  referUp: { in: openNotResolved, to: ['assigned'] },
  reportUnresolved: { in: open, to: ['same', 'inHandling'] },
  instruct: { in: open, to: ['same'] },
  adjustResponsibility: { in: open, to: ['assigned'] },
  resolve: { in: openNotResolved, to: ['resolved'] },
  answer: { in: ['resolved', 'contested', 'closed'], to: ['closed', 'contested'] },
  referContested: { in: ['contested'], to: ['assigned'] },
  withdraw: { in: open, to: ['closed'] },
  reopen: { in: ['closed'], to: ['assigned'] },
  escalateIdle: { in: openNotResolved, to: ['assigned', 'same'] },
  claim: { in: open, to: ['same'] },
  assignOfficer: { in: open, to: ['same'] },
  markEnteredInError: { in: every, to: ['same'] },
  linkCase: { in: every, to: ['same'] },
  adoptProcedure: { in: openNotResolved, to: ['same', 'assigned', 'resolved'] },
};

/** What the clocks do by themselves, by the table of clocks of the same document. */
export const clockTable: Record<DeadlineKind, { in: readonly CaseStatus[]; to: readonly To[] }> = {
  idle: { in: openNotResolved, to: ['assigned', 'same'] },
  account: { in: openNotResolved, to: ['same'] },
  unresolved: { in: openNotResolved, to: ['same'] },
  confirmationReminder: { in: ['resolved'], to: ['same'] },
  confirmation: { in: ['resolved'], to: ['closed'] },
};
