/** Where a case stands (lifecycle.md, "States"). */
export const caseStatuses = ['assigned', 'inHandling', 'resolved', 'contested', 'closed'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** How a case came to its end. */
export const closures = ['satisfied', 'agreedThoughDissatisfied', 'withdrawn', 'noAnswer'] as const;
export type Closure = (typeof closures)[number];

/** The clocks' steps: what happens to a case by itself when a due time passes. */
export const deadlineKinds = [
  'idle',
  'account',
  'unresolved',
  'confirmationReminder',
  'confirmation',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** By which way a request reached the desk. */
export const channels = ['counter', 'telephone', 'web', 'letter', 'agency'] as const;
export type Channel = (typeof channels)[number];

/** What failed where a case arose (M6, M13): what the figures rank rules, departments and processes by. */
export const causeKinds = [
  'rule',
  'duties',
  'process',
  'handling',
  'information',
  'filer',
  'external',
  'unspecified',
] as const;
export type CauseKind = (typeof causeKinds)[number];

/** How a case stands to another one that it is linked with (P10). */
export const relations = ['duplicateOf', 'hasDuplicate', 'related'] as const;
export type Relation = (typeof relations)[number];

/** The same link seen from the other case. */
export const inverseRelation = {
  duplicateOf: 'hasDuplicate',
  hasDuplicate: 'duplicateOf',
  related: 'related',
} as const satisfies Record<Relation, Relation>;

/** The languages in which the filer is written to. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** One name or text in both languages. */
export interface Bilingual {
  zh: string;
  en: string;
}
