import { describe, expect, it } from '@jest/globals';
import { announcedYears, buildCalendar, defaultBacklog, isWithin, type Rules } from '@casetrace/case-rules';
import fc from 'fast-check';
import { type BacklogDecision, decideBacklog, type Episode } from './decide-backlog';
import { type Heap, isOver, passedLimits } from './heap';

/** city > insurance > {pensions, counter}, city > labour > {east, west}; two of each below pensions. */
const tree: Record<string, string | null> = {
  city: null,
  insurance: 'city',
  pensions: 'insurance',
  counter: 'insurance',
  'pensions-1': 'pensions',
  'pensions-2': 'pensions',
  labour: 'city',
  east: 'labour',
  west: 'labour',
};
const rules: Rules = {
  version: 1,
  calendar: buildCalendar(announcedYears, []),
  policies: {},
  suspensions: [],
  published: {},
  departments: Object.fromEntries(
    Object.entries(tree).map(([code, superior]) => [
      code,
      { code, superior, supervisoryBody: null, complaintChannels: [], staff: [`${code}-officer`] },
    ]),
  ),
};
const limits = defaultBacklog;
const heap = (department: string, counts: Partial<Heap> = {}): Heap => ({
  category: 'noise',
  department,
  open: 0,
  old: 0,
  weeklyClosings: 0,
  ...counts,
});
const decide = (heaps: Heap[], episodes: Episode[] = []): BacklogDecision[] =>
  decideBacklog({ heaps, episodes, rules, limitsOf: () => limits });
const places = (decisions: BacklogDecision[]) =>
  decisions.map(({ kind, scope, place }) => `${kind} ${scope} ${place}`);

/** The episodes as the watch would write them. */
function after(episodes: Episode[], decisions: BacklogDecision[]): Episode[] {
  const next = new Map(episodes.map((episode) => [keyOf(episode), episode]));
  for (const decision of decisions) {
    const { category, scope, place, kind } = decision;
    const review = decision.kind === 'open' ? `of ${keyOf(decision)}` : decision.review;
    next.set(keyOf(decision), { category, scope, place, review, ended: kind === 'end' });
  }
  return [...next.values()];
}
const keyOf = ({ category, scope, place }: Pick<Episode, 'category' | 'scope' | 'place'>): string =>
  `${category} ${scope} ${place}`;

describe('a backlog', () => {
  it('is many old cases, or more open ones than are closed in weeks; not merely many', () => {
    expect(passedLimits({ open: 500, old: 20, weeklyClosings: 125 }, limits, 'department')).toEqual([]);
    expect(passedLimits({ open: 21, old: 21, weeklyClosings: 125 }, limits, 'department')).toEqual(['age']);
    expect(passedLimits({ open: 30, old: 0, weeklyClosings: 7 }, limits, 'department')).toEqual(['closings']);
    expect(passedLimits({ open: 29, old: 0, weeklyClosings: 0 }, limits, 'department')).toEqual([]);
  });

  it('opens one episode for the department, and none for those above it', () => {
    expect(places(decide([heap('counter', { open: 80, old: 60 })]))).toEqual(['open department counter']);
  });

  it('goes to the lowest superior below whom it is spread, where no department is past its limit', () => {
    const spread = ['pensions-1', 'pensions-2', 'counter'].map((place) => heap(place, { open: 20, old: 18 }));
    expect(places(decide(spread))).toEqual(['open subtree insurance']);
    const wider = [...spread.slice(1), heap('east', { open: 20, old: 18 })];
    expect(places(decide(wider))).toEqual(['open subtree city']);
  });

  it('leaves a department that is past its limit out of what is spread', () => {
    const heaps = [heap('counter', { open: 40, old: 40 }), heap('pensions', { open: 20, old: 20 })];
    expect(places(decide(heaps))).toEqual(['open department counter']);
  });

  it('does not end over a subtree because one department below it gets a review of its own', () => {
    const subtree = {
      category: 'noise',
      scope: 'subtree',
      place: 'insurance',
      review: 'PR-1',
      ended: false,
    } as const;
    const below = (counter: number) => [
      heap('pensions-1', { open: 17, old: 17, weeklyClosings: 99 }),
      heap('pensions-2', { open: 17, old: 17, weeklyClosings: 99 }),
      heap('counter', { open: counter, old: counter, weeklyClosings: 99 }),
    ];
    expect(places(decide(below(20), [subtree]))).toEqual([]);
    expect(places(decide(below(21), [subtree]))).toEqual(['open department counter']);
    expect(places(decide(below(0), [subtree]))).toEqual(['end subtree insurance']);
  });

  it('ends only well below the limit, and comes back into the same review while that is open', () => {
    const episode: Episode = {
      category: 'noise',
      scope: 'department',
      place: 'counter',
      review: 'PR-1',
      ended: false,
    };
    const at = (old: number, ended = false) =>
      places(decide([heap('counter', { open: old, old, weeklyClosings: 99 })], [{ ...episode, ended }]));
    expect([at(20), at(14), at(13)]).toEqual([[], [], ['end department counter']]);
    expect([at(20, true), at(21, true)]).toEqual([[], ['resume department counter']]);
    expect(places(decide([], [episode]))).toEqual(['end department counter']);
  });
});

const counts = fc.record({
  open: fc.integer({ min: 0, max: 120 }),
  old: fc.integer({ min: 0, max: 40 }),
  weeklyClosings: fc.integer({ min: 0, max: 20 }),
});
const someHeaps = fc
  .dictionary(fc.constantFrom(...Object.keys(tree)), counts)
  .map((all) => Object.entries(all).map(([department, each]) => heap(department, each)));

describe('the decision on backlogs', () => {
  it('brings nothing new when it is asked again, and never more than one episode for a place', () => {
    fc.assert(
      fc.property(fc.array(someHeaps, { minLength: 1, maxLength: 6 }), (looks) => {
        let episodes: Episode[] = [];
        for (const heaps of looks) {
          const decisions = decide(heaps, episodes);
          expect(new Set(decisions.map(keyOf)).size).toBe(decisions.length);
          for (const decision of decisions) {
            const known = episodes.find((episode) => keyOf(episode) === keyOf(decision));
            expect(known?.ended).toBe({ open: undefined, end: false, resume: true }[decision.kind]);
          }
          episodes = after(episodes, decisions);
          expect(decide(heaps, episodes)).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('misses no department past its limit, and opens none that is not', () => {
    fc.assert(
      fc.property(someHeaps, (heaps) => {
        const opened = new Set(places(decide(heaps)));
        for (const each of heaps) {
          const isPast = passedLimits(each, limits, 'department').length > 0;
          expect(opened.has(`open department ${each.department}`)).toBe(isPast);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives what is spread to the lowest superior: below it no other superior was past its limit', () => {
    fc.assert(
      fc.property(someHeaps, (heaps) => {
        const decisions = decide(heaps);
        const crossed = decisions.filter(({ scope }) => scope === 'department').map(({ place }) => place);
        const spread = decisions.filter(({ scope }) => scope === 'subtree');
        for (const { place, counts: counted } of spread) {
          const within = heaps.filter(
            ({ department }) => isWithin(department, place, rules) && !crossed.includes(department),
          );
          const lower = spread.filter(
            (other) => other.place !== place && isWithin(other.place, place, rules),
          );
          const left = within.filter(
            ({ department }) => !lower.some((other) => isWithin(department, other.place, rules)),
          );
          expect(counted.old).toBe(left.reduce((sum, { old }) => sum + old, 0));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never finds a heap over that is past a limit', () => {
    fc.assert(
      fc.property(counts, fc.constantFrom('department' as const, 'subtree' as const), (each, scope) => {
        expect(passedLimits(each, limits, scope).length > 0 && isOver(each, limits, scope)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
