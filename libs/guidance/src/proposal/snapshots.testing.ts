import { readSeed, type RulesSnapshot } from '@casetrace/case-record';
import { buildCalendar, defaultPeriods, type Policy } from '@casetrace/case-rules';

type Department = RulesSnapshot['departments'] extends ReadonlyMap<string, infer Entry> ? Entry : never;
type Category = RulesSnapshot['categories'] extends ReadonlyMap<string, infer Entry> ? Entry : never;

export interface SmallDirectory {
  departments: (Pick<Department, 'code'> & Partial<Department>)[];
  categories: (Pick<Category, 'code'> & Partial<Category>)[];
  policies: (Pick<Policy, 'category' | 'department'> & Partial<Policy>)[];
}

const calendar = buildCalendar([
  {
    year: 2026,
    source: { title: 't', issuer: 'i', number: 'n', date: '2025-11-01' },
    holidays: [],
    makeUpDays: [],
  },
]);
const both = (text: string) => ({ zh: text, en: text });

/** A snapshot of a directory, filled in as the record fills it in. */
export function snapshotOf({ departments, categories, policies }: SmallDirectory): RulesSnapshot {
  const entries = departments.map((department): Department => ({
    kind: 'department',
    name: both(department.code),
    superior: null,
    supervisoryBody: null,
    complaintChannels: [],
    duties: both(''),
    address: '',
    telephone: '',
    hours: '',
    district: null,
    active: true,
    ...department,
  }));
  const named = categories.map((category): Category => {
    return { name: both(category.code), description: both(''), active: true, ...category };
  });
  const facts = entries
    .filter(({ active, kind }) => active && kind === 'department')
    .map(({ code, superior }) => ({
      code,
      superior,
      supervisoryBody: null,
      complaintChannels: [],
      staff: ['someone'],
    }));
  const open = named.filter(({ active }) => active).map(({ code }) => code);
  return {
    version: 7,
    departments: new Map(entries.map((entry) => [entry.code, entry])),
    categories: new Map(named.map((entry) => [entry.code, entry])),
    staff: new Map(),
    rules: {
      version: 7,
      calendar,
      suspensions: [],
      published: {},
      departments: Object.fromEntries(facts.map((each) => [each.code, each])),
      policies: Object.fromEntries(
        policies
          .filter(({ category }) => open.includes(category))
          .map((policy) => [policy.category, { version: 1, ...defaultPeriods, ...policy }]),
      ),
    },
  };
}

/** The fictional city of the seed. */
export function seededSnapshot(): RulesSnapshot {
  const { departments, categories } = readSeed();
  return snapshotOf({
    departments: departments.map(({ address: _, ...department }) => department),
    categories,
    policies: categories.map(({ code, policy }) => ({ category: code, ...policy })),
  });
}
