import type { Ledger } from './ledger.testing';
import type { Rules, Suspension } from './rules';

/** Whether a case is in the scope of a brake: department or one above it, category, district. */
export function covers({ scope }: Suspension, ledger: Ledger, { departments }: Rules): boolean {
  const seen: string[] = [];
  let at: string | null | undefined = ledger.department;
  while (at && !seen.includes(at)) {
    seen.push(at);
    const above: string | null | undefined = Object.hasOwn(departments, at)
      ? departments[at]?.superior
      : null;
    at = above && Object.hasOwn(departments, above) ? above : null;
  }
  return (
    (scope.department === null || seen.includes(scope.department)) &&
    (scope.category === null || scope.category === ledger.category) &&
    (scope.district === null || scope.district === ledger.district)
  );
}
