import { reviewInboxKinds } from '@casetrace/contracts';

/** Why a department is told: what the entry of its inbox is called. */
export const inboxKinds = [
  'caseArrived',
  'caseLeft',
  'caseClimbed',
  'caseMoved',
  'caseReported',
  'caseReportedUpward',
  'accountRequested',
  'instructed',
  'statementAdded',
  'replyGiven',
  'contributionMade',
  'caseResolved',
  'filerReminded',
  'filerAnswered',
  'answerCorrected',
  'caseClosed',
  'caseReopened',
  'complaintChannelTold',
  'entryMarkedInError',
  'caseLinked',
  'procedureAdopted',
  'misconfigurationFound',
  ...reviewInboxKinds,
] as const;
export type InboxKind = (typeof inboxKinds)[number];

/** The events that a filer is written about: each has a letter in every language. */
export const letterTemplates = [
  'CaseRegistered',
  'StatementAdded',
  'StatementReplied',
  'CaseTransferred',
  'CaseReferredUp',
  'UnresolvedReported',
  'ResponsibilityAdjusted',
  'CaseResolved',
  'FilerAnswered',
  'ComplaintChannelsTold',
  'ContestedReferred',
  'CaseClosed',
  'CaseReopened',
  'IdleEscalated',
  'SupervisoryBodyReported',
  'FilerReminded',
  'ProcedureAdopted',
] as const;
export type LetterTemplate = (typeof letterTemplates)[number];

/** Who is told of an event, on which channel, as what. A filer without an address is dropped when it is written down. */
export type Recipient =
  | { channel: 'inbox'; department: string; kind: InboxKind }
  | { channel: 'mail'; to: 'filer'; template: LetterTemplate };

/** The inbox of those who keep the system in order; no department of the directory has this code. */
export const operationsInbox = 'operations';
