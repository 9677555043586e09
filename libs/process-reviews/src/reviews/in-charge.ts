import { isStaffed, isWithin, type Rules, superiorsOf } from '@casetrace/case-rules';
import type { Place } from '../backlog/decide-backlog';

/**
 * Who owes the review of a backlog (M11): the superior of the department; of what is spread, the superior over it. Departments
 * without staff are passed over; at the top of the tree it is the department itself.
 */
export function inChargeOf({ scope, place }: Pick<Place, 'scope' | 'place'>, rules: Rules): string {
  const line = [...(scope === 'subtree' ? [place] : []), ...superiorsOf(place, rules)];
  return line.find((department) => isStaffed(department, rules)) ?? line[0] ?? place;
}

/** The departments whose cases a review is about. */
export function departmentsUnder({ scope, place }: Pick<Place, 'scope' | 'place'>, rules: Rules): string[] {
  if (scope === 'department') return [place];
  return Object.keys(rules.departments).filter((department) => isWithin(department, place, rules));
}
