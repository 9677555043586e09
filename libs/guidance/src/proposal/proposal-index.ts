import type { DepartmentEntry, RulesSnapshot } from '@casetrace/case-record';
import { depthOf } from '@casetrace/case-rules';
import { indexTexts, type WordIndex } from './word-match';

/** What proposals are made from; of one version of the rules. */
export interface ProposalIndex {
  /** active departments by their duties and names */
  duties: WordIndex<string>;
  /** categories that take cases, by their names and descriptions */
  categories: WordIndex<string>;
  /** the district of an active department: its own, or that of the nearest superior that has one */
  districtOf(department: string): string | null;
  /** the highest active department of a district, or null */
  departmentOfPlace(district: string): string | null;
}

const indexes = new WeakMap<RulesSnapshot, ProposalIndex>();

/** The index of a snapshot, made once: a snapshot is kept by its owner for as long as its version of the rules holds. */
export function indexOf(snapshot: RulesSnapshot): ProposalIndex {
  const known = indexes.get(snapshot);
  if (known) return known;
  const made = makeIndex(snapshot);
  indexes.set(snapshot, made);
  return made;
}

function makeIndex({ rules, departments, categories }: RulesSnapshot): ProposalIndex {
  const active = Object.keys(rules.departments).flatMap((code) => departments.get(code) ?? []);
  const districts = new Map(active.map(({ code }) => [code, districtWithin(code, departments)]));
  const open = [...categories.values()].filter(({ code }) => Object.hasOwn(rules.policies, code));
  const highest = active
    .map(({ code }) => ({ code, depth: depthOf(code, rules) }))
    .sort((one, other) => one.depth - other.depth || (one.code < other.code ? -1 : 1));
  return {
    duties: indexTexts(
      active.map(({ code, duties, name }) => ({
        key: code,
        texts: [duties.zh, name.zh, duties.en, name.en],
      })),
    ),
    categories: indexTexts(
      open.map(({ code, name, description }) => {
        return { key: code, texts: [name.zh, description.zh, name.en, description.en] };
      }),
    ),
    districtOf: (department) => districts.get(department) ?? null,
    departmentOfPlace: (district) =>
      highest.find(({ code }) => districts.get(code) === district)?.code ?? null,
  };
}

function districtWithin(code: string, departments: ReadonlyMap<string, DepartmentEntry>): string | null {
  const seen = new Set<string>();
  let at = departments.get(code);
  while (at && !seen.has(at.code)) {
    if (at.district !== null) return at.district;
    seen.add(at.code);
    at = at.superior === null ? undefined : departments.get(at.superior);
  }
  return null;
}
