import type { PublicReview, PublicReviews } from '@casetrace/figures';
import { addDays } from '@casetrace/case-rules';

/** $1 from, $2 to (not included) */
const readPublic = {
  name: 'public-reviews',
  text: `
    WITH opened AS (
      SELECT category, count(*)::int AS opened FROM process_reviews
      WHERE opened_at >= $1::timestamptz AND opened_at < $2::timestamptz GROUP BY category
    ), changed AS (
      SELECT r.category, json_agg(json_build_object('zh', g.title_zh, 'en', g.title_en) ORDER BY a.adopted_at) AS changes
      FROM process_review_adoptions a JOIN process_reviews r ON r.id = a.review
      JOIN guidance_editions g ON g.code = a.guidance AND g.edition = a.edition
      WHERE a.adopted_at >= $1::timestamptz AND a.adopted_at < $2::timestamptz GROUP BY r.category
    )
    SELECT category, coalesce(opened, 0) AS opened, coalesce(changes, '[]') AS changes
    FROM opened FULL JOIN changed USING (category)`,
};

/** What the public is told of process reviews (P12): how many were opened in a period, and the procedures that came of any. */
export const publicReviews: PublicReviews = {
  between(database, { from, to }) {
    const local = (day: string): string => `${day}T00:00:00+08:00`;
    return database.rows<PublicReview>(readPublic, [local(from), local(addDays(to, 1))]);
  },
};
