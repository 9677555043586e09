import { concernedKey, filterKey } from '../documents/keys';
import type { Searcher, SearchFilter } from './search-request';

/** Values of a statement that is put together. */
export class Values {
  readonly all: unknown[] = [];

  add(value: unknown): string {
    this.all.push(value);
    return `$${this.all.length}`;
  }
}

/** What is asked of case `d`. `terms` are tsqueries, all of which must match. */
export interface Question {
  terms: readonly string[];
  filter: SearchFilter;
  searcher: Searcher;
}

const columns = {
  status: 'status',
  category: 'category',
  department: 'responsible_department',
  registeringDepartment: 'registering_department',
  outcome: 'closure',
  district: 'district',
} as const;
type CodeFilter = keyof typeof columns;

const codesOf = (filter: SearchFilter): [CodeFilter, string][] =>
  (Object.keys(columns) as CodeFilter[]).flatMap((name) => {
    const code = filter[name];
    return code === undefined ? [] : [[name, code]];
  });

/** The filters as terms of the documents. */
export const keysOf = (filter: SearchFilter): string[] =>
  codesOf(filter).map(([name, code]) => filterKey(name, code));

/** SQL: all of it stands in what departments may read: one condition, which the index answers alone where it is no phrase. */
export function inShared({ terms, filter }: Question, values: Values): string {
  const asked = [...terms.map((term) => `(${term})`), ...keysOf(filter).map((key) => `'${key}'`)];
  return asked.length === 0 ? 'true' : `d.shared @@ ${values.add(asked.join(' & '))}::tsquery`;
}

/** SQL: a filter is asked of its column before any document is opened. */
export function fitting({ filter }: Question, values: Values): string {
  return (
    codesOf(filter)
      .map(([name, code]) => `d.${columns[name]} = ${values.add(code)}`)
      .join(' AND ') || 'true'
  );
}

/**
 * SQL: every term stands in the case and one at least in its contact data, which the searcher may read: those of cases that
 * the own department registered or has; a supervisor those of all. The same rule as `visibleTo` of the doors.
 */
export function inContact(question: Question, values: Values): string {
  if (question.terms.length === 0) return 'false';
  const each = question.terms.map((term) => {
    const query = `${values.add(term)}::tsquery`;
    return `(d.contact @@ ${query} OR d.shared @@ ${query})`;
  });
  return [anyInContact(question, values), ...each].join(' AND ');
}

/** SQL: one of the terms at least stands in contact data that the searcher may read. */
export function anyInContact({ terms, searcher }: Question, values: Values): string {
  const any = terms.map((term) => `(${term})`).join(' | ');
  if (searcher.everyContact) return `d.contact @@ ${values.add(any)}::tsquery`;
  const own = values.add(searcher.department);
  const query = values.add(`(${any}) & '${concernedKey(searcher.department)}'`);
  return `d.contact @@ ${query}::tsquery AND (d.responsible_department = ${own} OR d.registering_department = ${own})`;
}

/** SQL: every term stands in what departments may read. */
export const termsInShared = ({ terms }: Question, values: Values): string =>
  inShared({ terms, filter: {}, searcher: { department: '', everyContact: false } }, values);

/** SQL: case `d` was registered in the period. */
export function within({ from, before }: SearchFilter, values: Values): string {
  const bounds = [
    ...(from === undefined ? [] : [`d.registered_at >= ${values.add(from)}::timestamptz`]),
    ...(before === undefined ? [] : [`d.registered_at < ${values.add(before)}::timestamptz`]),
  ];
  return bounds.join(' AND ') || 'true';
}
