import type { CommandType } from '@casetrace/contracts';

/** What each command does, in one line of the OpenAPI document. */
export const commandSummaries: Record<CommandType, string> = {
  register: 'Register a case: tracking number, access code, responsible department, next deadline',
  addStatement: 'Add a fact, argument, defence, appeal or question; always recorded, and owed a reply',
  replyToStatement: 'Reply to a statement of the filer',
  recordProgress: 'Record what was done; with asAccount it is the account that an unresolved case owes',
  contribute: 'Help with a case of another department; it stays there, the credit is yours',
  transfer: 'Hand the case to the next department after doing your part',
  referUp: 'Hand the case to a department of higher authority, with difficulties and situation',
  reportUnresolved: 'Report the case to the superior before the clock does',
  instruct: 'Say what is to be done, as the superior that the case was reported to',
  adjustResponsibility: 'Give a reported case to another department of your subtree',
  resolve: 'Resolve the case and wait for the filer to confirm',
  answer: 'Say whether the filer is satisfied; an officer may record it after a call',
  referContested: 'Hand a contested case to the superior; complaint channels are told',
  withdraw: 'Withdraw the case',
  reopen: 'Reopen a closed case within its window',
  escalateIdle: 'Escalate a case that has been idle for the whole period',
  claim: 'Take the case as responsible officer',
  assignOfficer: 'Name the responsible officer of your department',
  markEnteredInError: 'Mark an entry as entered in error; it stays and is shown as such',
  linkCase: 'Link the case with another one, as a duplicate or as related; both numbers keep working',
  adoptProcedure: 'Apply the new procedure of a process review to a waiting case',
};
