/**
 * Who may read a text, set when it is entered. `everyone`: all departments and the filer; `departments`: all departments;
 * `contact`: personal data of the filer, for the responsible department, the registering desk, supervisors and the filer.
 */
export const visibilities = ['everyone', 'departments', 'contact'] as const;
export type Visibility = (typeof visibilities)[number];

/** Every text that an entry can carry. Texts stay in PostgreSQL, apart from the events, which hold their digests. */
export const textFields = [
  'subject',
  'details',
  'address',
  'filerName',
  'mail',
  'telephone',
  'text',
  'process',
  'presentState',
  'difficulties',
  'situation',
  'result',
  'rule',
  'cause',
  'suggestion',
  'filerOpinion',
  'reason',
] as const;
export type TextField = (typeof textFields)[number];

/** Limits of entered texts, in characters. */
export const textLimits = { line: 200, paragraph: 10_000 } as const;
