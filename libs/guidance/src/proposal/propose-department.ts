import type { RulesSnapshot } from '@casetrace/case-record';
import { departmentOf, type Policy, proposedBy, publishedPolicy } from '@casetrace/case-rules';
import type { Bilingual } from '@casetrace/contracts';
import { indexOf, type ProposalIndex } from './proposal-index';
import { reasonInWords } from './reasons';

/** What is known of a matter before it is registered; each may be left out. */
export interface AskedProposal {
  category?: string | undefined;
  district?: string | undefined;
  /** what the filer says, in either language */
  text?: string | undefined;
  /** the department that asks: where a case stays whose category leads nowhere (M2) */
  desk: string | null;
}

/** Why a department is proposed. */
export type ProposalReason =
  /** its category and place lead there */
  | { kind: 'route'; category: string; district: string }
  /** its category leads there */
  | { kind: 'category'; category: string }
  /** the text is near a category that leads there */
  | { kind: 'textOfCategory'; category: string; words: string[] }
  /** the text is near its duties */
  | { kind: 'duties'; words: string[] }
  /** it is the highest department of the place */
  | { kind: 'place'; district: string }
  /** nothing else is known: the desk that asks */
  | { kind: 'desk' };

export interface ProposedDepartment {
  department: string;
  name: Bilingual;
  reasons: { kind: ProposalReason['kind']; why: Bilingual }[];
}

export interface ProposedCategory {
  category: string;
  name: Bilingual;
  /** the department that it leads to */
  department: string;
  why: Bilingual;
}

/** The best first. Departments are active ones that cases can be with. */
export interface Proposal {
  rulesVersion: number;
  departments: ProposedDepartment[];
  /** where no category was given */
  categories: ProposedCategory[];
}

/** What leads there decides before what is near by words; within one rank the score decides. */
const ranks = { register: 0, category: 1, words: 2, place: 3, desk: 4 } as const;
const mostDepartments = 5;
const mostCategories = 3;
/** A department of the very district goes before one for everywhere, and that before one of a district nobody named. */
const districtWeights = { same: 1.25, notAsked: 0.8 } as const;

interface Candidate {
  rank: number;
  score: number;
  reasons: ProposalReason[];
}

/**
 * M1, M2: the departments that a matter may be for, each with why. Pure: the same question to the same snapshot gets the same
 * answer. Where a category is given, the first is the one that registering chooses by itself.
 */
export function proposeDepartment(snapshot: RulesSnapshot, asked: AskedProposal): Proposal {
  const index = indexOf(snapshot);
  const candidates = new Candidates(snapshot);
  const policy = asked.category === undefined ? undefined : publishedPolicy(asked.category, snapshot.rules);
  if (policy) addByPolicy(candidates, policy, asked);
  const near = policy ? [] : nearCategories(snapshot, index, asked.text);
  for (const { policy: suggested, score, words } of near) {
    const { department } = proposedBy(suggested, asked.district ?? null);
    candidates.add(department, ranks.words, score, {
      kind: 'textOfCategory',
      category: suggested.category,
      words,
    });
  }
  addByWords(candidates, index, asked);
  if (asked.district !== undefined) {
    const department = index.departmentOfPlace(asked.district);
    candidates.add(department, ranks.place, 0, { kind: 'place', district: asked.district });
  }
  if (candidates.isEmpty) candidates.add(asked.desk, ranks.desk, 0, { kind: 'desk' });
  return {
    rulesVersion: snapshot.version,
    departments: candidates.ranked(),
    categories: near.map(({ policy: { category }, words }) => {
      const reason = { kind: 'textOfCategory', category, words } as const;
      const name = snapshot.categories.get(category)?.name ?? { zh: category, en: category };
      const { department } = proposedBy(policyOf(category, snapshot), asked.district ?? null);
      return { category, name, department, why: reasonInWords(reason, snapshot) };
    }),
  };
}

function addByPolicy(candidates: Candidates, policy: Policy, asked: AskedProposal): void {
  const { category } = policy;
  const { department, by } = proposedBy(policy, asked.district ?? null);
  const led = candidates.add(
    department,
    ranks.register,
    0,
    by === 'place'
      ? { kind: 'route', category, district: asked.district ?? '' }
      : { kind: 'category', category },
  );
  if (!led) candidates.add(asked.desk, ranks.register, 0, { kind: 'desk' });
  if (by === 'place') candidates.add(policy.department, ranks.category, 0, { kind: 'category', category });
}

function addByWords(candidates: Candidates, index: ProposalIndex, asked: AskedProposal): void {
  const weigh = (department: string): number => {
    const own = index.districtOf(department);
    if (own === null) return 1;
    if (asked.district === undefined) return districtWeights.notAsked;
    return own === asked.district ? districtWeights.same : 0;
  };
  for (const { key, score, words } of index.duties.nearest(asked.text ?? '', weigh)) {
    candidates.add(key, ranks.words, score, { kind: 'duties', words });
  }
}

function nearCategories(snapshot: RulesSnapshot, index: ProposalIndex, text = '') {
  return index.categories
    .nearest(text)
    .slice(0, mostCategories)
    .map(({ key, score, words }) => ({ policy: policyOf(key, snapshot), score, words }));
}

/** @throws Error for a category that the index should not have. */
function policyOf(category: string, { rules }: RulesSnapshot): Policy {
  const policy = publishedPolicy(category, rules);
  if (!policy) throw new Error(`The category ${category} has no policy`);
  return policy;
}

/** Departments as they are found, each once, with all that speaks for it. */
class Candidates {
  private readonly found = new Map<string, Candidate>();

  constructor(private readonly snapshot: RulesSnapshot) {}

  get isEmpty(): boolean {
    return this.found.size === 0;
  }

  /** Answers whether the department is one that cases can be with. */
  add(department: string | null, rank: number, score: number, reason: ProposalReason): boolean {
    if (department === null || !departmentOf(department, this.snapshot.rules)) return false;
    const candidate = this.found.get(department) ?? { rank, score: 0, reasons: [] };
    candidate.rank = Math.min(candidate.rank, rank);
    candidate.score += score;
    candidate.reasons.push(reason);
    this.found.set(department, candidate);
    return true;
  }

  ranked(): ProposedDepartment[] {
    return [...this.found]
      .sort(([, one], [, other]) => one.rank - other.rank || other.score - one.score)
      .slice(0, mostDepartments)
      .map(([department, { reasons }]) => ({
        department,
        name: this.snapshot.departments.get(department)?.name ?? { zh: department, en: department },
        reasons: reasons.map((reason) => ({ kind: reason.kind, why: reasonInWords(reason, this.snapshot) })),
      }));
  }
}
