import type { CaseStatus, CommandType, DeadlineKind } from '@casetrace/contracts';
import { caseStatuses } from '@casetrace/contracts';

const open = ['assigned', 'inHandling', 'resolved', 'contested'] as const satisfies readonly CaseStatus[];
const inWork = ['assigned', 'inHandling', 'contested'] as const satisfies readonly CaseStatus[];

/** One line of the table of commands: in which statuses a command is taken, and to which statuses it may lead. */
export interface Transition {
  in: readonly CaseStatus[];
  /** `same` where the status stays */
  to: readonly (CaseStatus | 'same')[];
}

/**
 * The table of lifecycle.md, "Commands": `decide` refuses by it, and the state diagram of the docs is drawn from it.
 * `register` begins a case and so is taken in no status.
 */
export const transitions: Record<CommandType, Transition> = {
  register: { in: [], to: ['assigned'] },
  addStatement: { in: caseStatuses, to: ['same'] },
  replyToStatement: { in: open, to: ['same', 'inHandling'] },
  recordProgress: { in: inWork, to: ['inHandling', 'same'] },
  contribute: { in: caseStatuses, to: ['same'] },
  transfer: { in: inWork, to: ['assigned'] },
  referUp: { in: inWork, to: ['assigned'] },
  reportUnresolved: { in: open, to: ['same', 'inHandling'] },
  instruct: { in: open, to: ['same'] },
  adjustResponsibility: { in: open, to: ['assigned'] },
  resolve: { in: inWork, to: ['resolved'] },
  answer: { in: ['resolved', 'contested', 'closed'], to: ['closed', 'contested'] },
  referContested: { in: ['contested'], to: ['assigned'] },
  withdraw: { in: open, to: ['closed'] },
  reopen: { in: ['closed'], to: ['assigned'] },
  escalateIdle: { in: inWork, to: ['assigned', 'same'] },
  claim: { in: open, to: ['same'] },
  assignOfficer: { in: open, to: ['same'] },
  markEnteredInError: { in: caseStatuses, to: ['same'] },
  linkCase: { in: caseStatuses, to: ['same'] },
  adoptProcedure: { in: inWork, to: ['same', 'assigned', 'resolved'] },
};

/** The same for what happens by itself when a due time passes (lifecycle.md, "Clocks"). */
export const deadlineSteps: Record<DeadlineKind, Transition> = {
  idle: { in: inWork, to: ['assigned', 'same'] },
  account: { in: inWork, to: ['same'] },
  unresolved: { in: inWork, to: ['same'] },
  confirmationReminder: { in: ['resolved'], to: ['same'] },
  confirmation: { in: ['resolved'], to: ['closed'] },
};
