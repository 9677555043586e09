import { isWithin, type Rules } from '@casetrace/case-rules';
import type { RecordDatabase } from '../database/record-database';
import type { RulesSource } from '../rules/rules-source';

const readOpen = {
  name: 'open-process-reviews',
  text: `SELECT id, category, scope, place FROM process_reviews WHERE status <> 'closed' ORDER BY scope, opened_at, id`,
};

interface OpenReview {
  id: string;
  category: string;
  scope: 'department' | 'subtree';
  place: string;
}

/** Says for a case of this category, with this department, which process review is open over it; null for none. */
export type ReviewOver = (category: string, department: string) => string | null;

const keptMs = 1_000;

/**
 * The process reviews that are open, as cases show them (M11): by category and place, asked when a case is read. There are few
 * of them; what was read holds for a second.
 */
export class OpenReviews {
  private kept: { over: Promise<ReviewOver>; until: number } | undefined;

  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
  ) {}

  /** @throws RecordError recordUnavailable. */
  over(): Promise<ReviewOver> {
    if (this.kept && Date.now() < this.kept.until) return this.kept.over;
    const kept = { over: this.read(), until: Date.now() + keptMs };
    this.kept = kept;
    kept.over.catch(() => {
      if (this.kept === kept) this.kept = undefined;
    });
    return kept.over;
  }

  private async read(): Promise<ReviewOver> {
    const reviews = await this.database.rows<OpenReview>(readOpen);
    if (reviews.length === 0) return () => null;
    const { rules } = await this.rules.current();
    return (category, department) =>
      reviews.find((review) => review.category === category && isOver(review, department, rules))?.id ?? null;
  }
}

/** A department's own review goes before that of a superior (`department` sorts before `subtree`). */
function isOver({ scope, place }: OpenReview, department: string, rules: Rules): boolean {
  return scope === 'department' ? place === department : isWithin(department, place, rules);
}
