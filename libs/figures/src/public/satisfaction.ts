import { leavesAllOpen, smallest } from './suppression';

/** Own answers of the filers of a category. */
export interface Answers {
  satisfied: number;
  dissatisfied: number;
}

export interface PublicShares {
  cells: (number | null)[];
  total: number | null;
}

/**
 * Shares of satisfied answers (P12), 0 to 1. A share and a count tell both parts: it is told only where both are at least
 * five. In all it is told of the categories with so many answers that at most one part of each is small, and only where
 * that leaves every small part open.
 */
export function publicShares(answers: readonly Answers[]): PublicShares {
  const counted = answers.filter(({ satisfied, dissatisfied }) => satisfied + dissatisfied >= 2 * smallest);
  const hidden = counted.flatMap(asSmallPart);
  return {
    cells: answers.map((one) => (isTold(one) ? shareOf([one]) : null)),
    total: leavesAllOpen(hidden) ? shareOf(counted) : null,
  };
}

const isTold = ({ satisfied, dissatisfied }: Answers): boolean =>
  satisfied >= smallest && dissatisfied >= smallest;

/**
 * What a hidden part adds to the sum of the satisfied beyond what is known of it, 0 to 4: the satisfied themselves where they
 * are few; where the dissatisfied are few, the satisfied beyond all answers less four.
 */
function asSmallPart(answers: Answers): number[] {
  if (isTold(answers)) return [];
  const { satisfied, dissatisfied } = answers;
  return [satisfied < smallest ? satisfied : smallest - 1 - dissatisfied];
}

function shareOf(answers: readonly Answers[]): number | null {
  const satisfied = answers.reduce((sum, one) => sum + one.satisfied, 0);
  const all = answers.reduce((sum, one) => sum + one.satisfied + one.dissatisfied, 0);
  return all === 0 ? null : Math.round((satisfied / all) * 100) / 100;
}
