import { filterKey } from '../documents/keys';
import type { SearchFilter, Searcher } from './search-request';

/** Values of a statement that is put together. */
export class Values {
  readonly all: unknown[] = [];

  add(value: unknown): string {
    this.all.push(value);
    return `$${this.all.length}`;
  }
}

/** The filters that are terms of the documents. */
export function keysOf(filter: SearchFilter): string[] {
  const named = {
    status: filter.status,
    category: filter.category,
    department: filter.department,
    registeringDepartment: filter.registeringDepartment,
    outcome: filter.outcome,
    district: filter.district,
  };
  return Object.entries(named).flatMap(([name, code]) =>
    code === undefined ? [] : [filterKey(name as keyof typeof named, code)],
  );
}

/** SQL: the searcher may see the contact data of case `d`. The same rule as `visibleTo` of the doors. */
export function mayReadContact({ department, everyContact }: Searcher, values: Values): string {
  if (everyContact) return 'true';
  const own = values.add(department);
  return `(d.responsible_department = ${own} OR d.registering_department = ${own})`;
}

/**
 * SQL: case `d` holds every term, in what departments may read or, where the searcher may, in its contact data; and it fits
 * every filter. `terms` are tsqueries.
 */
export function matching(
  terms: readonly string[],
  keys: readonly string[],
  searcher: Searcher,
  values: Values,
): string {
  const contact = terms.length > 0 ? mayReadContact(searcher, values) : '';
  const each = terms.map((term) => {
    const query = `${values.add(term)}::tsquery`;
    return `(d.shared @@ ${query} OR (d.contact @@ ${query} AND ${contact}))`;
  });
  const fitting = keys.map((key) => `d.shared @@ ${values.add(`'${key}'`)}::tsquery`);
  return [...each, ...fitting].join(' AND ') || 'true';
}

/** SQL: case `d` was registered in the period. */
export function within({ from, before }: Pick<SearchFilter, 'from' | 'before'>, values: Values): string {
  return (
    [
      ...(from === undefined ? [] : [`d.registered_at >= ${values.add(from)}::timestamptz`]),
      ...(before === undefined ? [] : [`d.registered_at < ${values.add(before)}::timestamptz`]),
    ].join(' AND ') || 'true'
  );
}
