import fc from 'fast-check';
import { announcedYears, buildCalendar } from './calendar';
import type { Period } from './calendar';
import type { DepartmentFacts, Policy, Rules, Suspension } from './rules';

/** Codes that rules and commands are drawn from; the last two are never departments. */
export const codes = ['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'ghost', 'constructor'];
export const categories = ['c0', 'c1'];
export const districts = ['east', 'west', null];

const calendars = [
  buildCalendar(announcedYears),
  buildCalendar(announcedYears.filter(({ year }) => year === 2025)),
];

const period = (most: { workingDays: number; calendarDays: number; seconds: number }): fc.Arbitrary<Period> =>
  fc.oneof(
    { weight: 6, arbitrary: days('workingDays', most.workingDays) },
    { weight: 2, arbitrary: days('calendarDays', most.calendarDays) },
    {
      weight: 2,
      arbitrary: fc.record({
        amount: fc.integer({ min: 1, max: most.seconds }),
        unit: fc.constant('seconds' as const),
      }),
    },
  );

function days(unit: 'workingDays' | 'calendarDays', most: number): fc.Arbitrary<Period> {
  return fc.record({ amount: fc.integer({ min: 1, max: most }), unit: fc.constant(unit) });
}

const short = period({ workingDays: 8, calendarDays: 15, seconds: 500_000 });
const long = period({ workingDays: 25, calendarDays: 40, seconds: 3_000_000 });
const lead = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Period>({ amount: 0, unit: 'workingDays' }) },
  { weight: 5, arbitrary: period({ workingDays: 4, calendarDays: 6, seconds: 200_000 }) },
);

/** A policy of some category. */
export const somePolicy: fc.Arbitrary<Policy> = fc.record({
  category: fc.constantFrom(...categories),
  version: fc.integer({ min: 1, max: 99 }),
  department: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('d0', 'd1', 'd1', 'd1', 'd2', 'd3') },
    { weight: 1, arbitrary: fc.constant('ghost') },
  ),
  idle: fc.oneof({ weight: 9, arbitrary: short }, { weight: 1, arbitrary: days('workingDays', 3660) }),
  unresolved: long,
  accountLead: lead,
  confirmation: short,
  reopenWindow: long,
});

/** The tree may have any shape: several roots, loops, a department above itself, a superior that does not exist, nobody. */
export const someDepartment = (index: number): fc.Arbitrary<DepartmentFacts> =>
  fc.record<DepartmentFacts>({
    code: fc.constant(`d${index}`),
    superior: fc.oneof(
      {
        weight: 8,
        arbitrary: index === 0 ? fc.constant(null) : fc.nat(index - 1).map((above) => `d${above}`),
      },
      { weight: 1, arbitrary: fc.constantFrom(null, ...codes) },
    ),
    supervisoryBody: fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constant('watch') },
    ),
    complaintChannels: fc.constantFrom<string[][]>([], [], ['hotline']),
    staff: fc.oneof(
      { weight: 4, arbitrary: fc.constant<string[]>([`d${index}-1`, `d${index}-2`]) },
      { weight: 1, arbitrary: fc.constant<string[]>([]) },
    ),
  });

export const someScope: fc.Arbitrary<Suspension['scope']> = fc.record({
  department: fc.constantFrom(null, null, 'd0', 'd1', 'd2', 'd3', 'ghost'),
  category: fc.constantFrom(null, null, null, ...categories),
  district: fc.constantFrom(null, null, null, 'east', 'west'),
});

/** The rules on the day of registration: up to six departments, a policy of each category. */
export const someRules: fc.Arbitrary<Rules> = fc
  .record({
    departments: fc.tuple(...[0, 1, 2, 3, 4, 5].map(someDepartment)),
    size: fc.integer({ min: 2, max: 6 }),
    policies: fc.tuple(somePolicy, somePolicy),
    calendar: fc.constantFrom(...calendars),
  })
  .map(({ departments, size, policies, calendar }) => ({
    version: 1,
    calendar,
    policies: Object.fromEntries(
      policies.map((row, index) => [categories[index]!, { ...row, category: categories[index]! }]),
    ),
    departments: Object.fromEntries(departments.slice(0, size).map((row) => [row.code, row])),
    suspensions: [],
    published: {},
  }));

const hours = fc.integer({ min: 0, max: 150 }).map((amount) => amount * 3_600_000);

/** A change of the rules; times are relative to when it is published. */
export type Change =
  | { kind: 'policy'; policy: Policy }
  | { kind: 'category'; code: string }
  | { kind: 'department'; facts: DepartmentFacts }
  | { kind: 'dissolve'; code: string }
  | { kind: 'calendar'; which: number }
  | { kind: 'brake'; scope: Suspension['scope']; before: number; ends: number | null }
  | { kind: 'lift'; which: number; before: number };

export const someChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('policy' as const), policy: somePolicy }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('category' as const), code: fc.constantFrom(...categories) }),
  },
  {
    weight: 2,
    arbitrary: fc
      .nat(5)
      .chain((index) =>
        fc.record({ kind: fc.constant('department' as const), facts: someDepartment(index) }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('dissolve' as const),
      code: fc.constantFrom('d0', 'd1', 'd2', 'd3'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('calendar' as const), which: fc.nat(1) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('brake' as const),
      scope: someScope,
      before: fc.oneof(
        fc.constant(0),
        hours,
        hours.map((ms) => -ms),
      ),
      ends: fc.oneof(fc.constant(null), fc.constant(null), hours),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('lift' as const),
      which: fc.nat(9),
      before: fc.oneof(fc.constant(0), hours),
    }),
  },
);

/** Publishes a change: a new snapshot with the next version. */
export function published(rules: Rules, change: Change, now: number): Rules {
  const version = rules.version + 1;
  const next = { ...rules, version, published: { ...rules.published, [version]: now } };
  switch (change.kind) {
    case 'policy':
      return { ...next, policies: { ...rules.policies, [change.policy.category]: change.policy } };
    case 'category':
      return { ...next, policies: without(rules.policies, change.code) };
    case 'department':
      return { ...next, departments: { ...rules.departments, [change.facts.code]: change.facts } };
    case 'dissolve':
      return { ...next, departments: without(rules.departments, change.code) };
    case 'calendar':
      return { ...next, calendar: calendars[change.which]! };
    case 'brake': {
      const from = now - change.before;
      const to = change.ends === null ? null : from + change.ends;
      const suspension = { id: `brake-${next.version}`, scope: change.scope, from, to };
      return { ...next, suspensions: [...rules.suspensions, suspension] };
    }
    case 'lift': {
      const standing = rules.suspensions.filter(({ to }) => to === null || to > now);
      const lifted = standing[change.which % Math.max(standing.length, 1)];
      const suspensions = rules.suspensions.map((suspension) =>
        suspension === lifted
          ? { ...suspension, to: Math.max(now - change.before, suspension.from) }
          : suspension,
      );
      return { ...next, suspensions };
    }
  }
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
