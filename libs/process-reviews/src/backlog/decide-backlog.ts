import type { ReviewScope } from '@casetrace/contracts';
import { type BacklogLimits, depthOf, isWithin, type Rules, superiorsOf } from '@casetrace/case-rules';
import { type Heap, type HeapCounts, isOver, type PassedLimit, passedLimits, together } from './heap';

/** Where an episode stands: one for each category, scope and place. */
export interface Place {
  category: string;
  scope: ReviewScope;
  /** the department, or the superior over whose departments the cases are spread */
  place: string;
}

/** An episode that goes on, or one that ended while its review is still open. */
export interface Episode extends Place {
  review: string;
  ended: boolean;
}

export type BacklogDecision =
  | (Place & { kind: 'open'; counts: HeapCounts; passed: PassedLimit[]; limits: BacklogLimits })
  | (Place & { kind: 'end' | 'resume'; review: string; counts: HeapCounts });

export interface BacklogInput {
  heaps: readonly Heap[];
  episodes: readonly Episode[];
  rules: Rules;
  limitsOf: (category: string) => BacklogLimits;
}

/**
 * M11: which episodes begin, end or come back, given what is piled up. Departments first; then superiors from below, each over
 * the departments under it that no episode covers yet: so a department that is past its limit is a matter of its own
 * superior, and what is spread goes to the lowest superior in whose subtree it is too much. Whether an episode goes on is
 * asked of its whole subtree: a department that gets worse ends nothing. Pure; the same again brings nothing new.
 */
export function decideBacklog({ heaps, episodes, rules, limitsOf }: BacklogInput): BacklogDecision[] {
  const categories = new Set([...heaps, ...episodes].map(({ category }) => category));
  return [...categories].sort().flatMap((category) =>
    decideCategory({
      category,
      heaps: heaps.filter((heap) => heap.category === category),
      episodes: episodes.filter((episode) => episode.category === category),
      limits: limitsOf(category),
      rules,
    }),
  );
}

interface CategoryInput {
  category: string;
  heaps: Heap[];
  episodes: Episode[];
  limits: BacklogLimits;
  rules: Rules;
}

function decideCategory({ category, heaps, episodes, limits, rules }: CategoryInput): BacklogDecision[] {
  const decisions: BacklogDecision[] = [];
  const uncovered = new Map(heaps.map((heap) => [heap.department, heap]));

  const look = ({ scope, place }: Omit<Place, 'category'>, { under, whole, isSpread }: Look): void => {
    const counts = together(under);
    const all = together(whole);
    const episode = episodes.find((each) => each.scope === scope && each.place === place);
    const passed = passedLimits(counts, limits, scope);
    const at = { category, scope, place };
    const stands = episode !== undefined && !episode.ended;
    if (!episode && passed.length > 0 && isSpread)
      decisions.push({ ...at, kind: 'open', counts, passed, limits });
    else if (episode?.ended && passed.length > 0 && isSpread)
      decisions.push({ ...at, kind: 'resume', review: episode.review, counts });
    else if (stands && isOver(counts, limits, scope) && isOver(all, limits, scope)) {
      decisions.push({ ...at, kind: 'end', review: episode.review, counts: all });
      return;
    } else if (!stands) return;
    for (const { department } of under) uncovered.delete(department);
  };

  for (const department of placesOf('department', heaps, episodes, rules)) {
    const under = heapAt(uncovered, department);
    look({ scope: 'department', place: department }, { under, whole: under, isSpread: true });
  }
  for (const superior of placesOf('subtree', heaps, episodes, rules)) {
    const isUnder = ({ department }: Heap): boolean => isWithin(department, superior, rules);
    const under = [...uncovered.values()].filter(isUnder);
    const isSpread = under.filter(({ open }) => open > 0).length > 1;
    look({ scope: 'subtree', place: superior }, { under, whole: heaps.filter(isUnder), isSpread });
  }
  return decisions;
}

/** What is under a place and no episode covers yet, all that is under it, and whether that is a matter of more than one. */
interface Look {
  under: Heap[];
  whole: Heap[];
  isSpread: boolean;
}

const heapAt = (heaps: Map<string, Heap>, department: string): Heap[] => {
  const heap = heaps.get(department);
  return heap ? [heap] : [];
};

/** Every place to look at, those with an episode too, the deepest first. */
function placesOf(scope: ReviewScope, heaps: Heap[], episodes: Episode[], rules: Rules): string[] {
  const places = new Set(episodes.filter((each) => each.scope === scope).map(({ place }) => place));
  for (const { department } of heaps) {
    if (scope === 'department') places.add(department);
    else for (const superior of superiorsOf(department, rules)) places.add(superior);
  }
  const depth = new Map([...places].map((place) => [place, depthOf(place, rules)]));
  return [...places].sort(
    (one, other) => (depth.get(other) ?? 0) - (depth.get(one) ?? 0) || (one < other ? -1 : 1),
  );
}
