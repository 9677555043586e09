/** SQL: the newest edition of `e`'s document that has begun by a day. */
const begunBy = (day: string): string => `
  (SELECT max(o.edition) FROM guidance_editions o
    WHERE o.code = e.code AND (o.valid_from IS NULL OR o.valid_from <= ${day}::date))`;

/** SQL: whether `e` is in force on a day: begun, not ended, not retired, not replaced by an edition that has begun. */
const inForceOn = (day: string): string => `
  coalesce(e.retired_at IS NULL AND (e.valid_to IS NULL OR e.valid_to >= ${day}::date)
    AND e.edition = ${begunBy(day)}, false)`;

const newest = '(SELECT max(o.edition) FROM guidance_editions o WHERE o.code = e.code)';
const bilingual = (column: string): string => `json_build_object('zh', e.${column}_zh, 'en', e.${column}_en)`;
const utc = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const day = (column: string): string => `to_char(${column}, 'YYYY-MM-DD')`;

const headColumns = (today: string): string => `
  e.code, e.edition, e.kind, ${bilingual('title')} AS title, ${bilingual('issuer')} AS issuer, e.number,
  ${day('e.valid_from')} AS "validFrom", ${day('e.valid_to')} AS "validTo", ${inForceOn(today)} AS "inForce",
  e.fictional, e.summary, e.categories`;

/** SQL: the filters $1 today, $2 category, $3 kind, $4 not only what is in force. */
const asked = `
  ($2::text IS NULL OR e.categories = '{}' OR $2 = ANY (e.categories)) AND ($3::text IS NULL OR e.kind = $3)
  AND (${inForceOn('$1')} OR ($4::boolean AND e.edition = ${newest}))`;

/** Without words: by code. $5 limit, $6 and $7 code and edition of the last one before */
export const listGuidance = {
  name: 'guidance-list',
  text: `
    SELECT ${headColumns('$1')}, ${bilingual('opening')} AS opening, '0' AS rank, '[]'::json AS articles
    FROM guidance_editions e
    WHERE ${asked} AND ($6::text IS NULL OR (e.code, e.edition) > ($6, $7::int))
    ORDER BY e.code, e.edition LIMIT $5`,
};

/**
 * With words: the best match of a document or any of its articles decides, and what of the words stands in its title, the more
 * the shorter the title is. All words must be found; how near they stand to one another does not matter.
 * $5 limit, $6 and $7 code and edition of the last one before, $8 its rank, $9 the words as `tsquery`, $10 the same where any
 * word is enough, $11 most articles
 */
export const searchGuidance = {
  name: 'guidance-search',
  text: `
    WITH hits AS (
      SELECT code, edition, NULL::int AS position, ts_rank(search, $10::tsquery, 1) AS rank
      FROM guidance_editions WHERE search @@ $9::tsquery
      UNION ALL
      SELECT guidance, edition, position, ts_rank(search, $10::tsquery, 1)
      FROM guidance_articles WHERE search @@ $9::tsquery
    ), matched AS (
      SELECT code, edition, max(rank) AS rank,
        array_agg(position ORDER BY rank DESC, position) FILTER (WHERE position IS NOT NULL) AS positions
      FROM hits GROUP BY code, edition
    ), ranked AS (
      SELECT m.code, m.edition, m.positions,
        (m.rank + ts_rank(ts_filter(e.search, '{a}'), $10::tsquery, 1))::float4 AS rank
      FROM matched m JOIN guidance_editions e USING (code, edition)
    ), page AS (
      SELECT e.*, r.rank, r.positions FROM ranked r JOIN guidance_editions e USING (code, edition)
      WHERE ${asked} AND ($6::text IS NULL OR (-r.rank, e.code, e.edition) > (-($8::float4), $6, $7::int))
      ORDER BY -r.rank, e.code, e.edition LIMIT $5
    )
    SELECT ${headColumns('$1')}, ${bilingual('opening')} AS opening, e.rank::text AS rank,
      (SELECT coalesce(json_agg(json_build_object('code', a.code,
          'heading', json_build_object('zh', a.heading_zh, 'en', a.heading_en),
          'text', json_build_object('zh', a.text_zh, 'en', a.text_en)) ORDER BY found.place), '[]')
        FROM unnest(e.positions[1:$11::int]) WITH ORDINALITY AS found (position, place)
        JOIN guidance_articles a ON a.guidance = e.code AND a.edition = e.edition AND a.position = found.position
      ) AS articles
    FROM page e ORDER BY -e.rank, e.code, e.edition`,
};

/** One edition with all of its articles. $1 today, $2 code, $3 edition: where it is null, the one in force or the newest */
export const readGuidance = {
  name: 'guidance-read',
  text: `
    SELECT ${headColumns('$1')}, ${bilingual('opening')} AS opening, e.source, ${day('e.source_date')} AS "sourceDate",
      ${utc('e.published_at')} AS "publishedAt", e.published_by AS "publishedBy", e.reason,
      CASE WHEN e.retired_at IS NOT NULL THEN json_build_object('at', ${utc('e.retired_at')}, 'by', e.retired_by,
        'reason', e.retirement_reason) END AS retired,
      (SELECT coalesce(json_agg(json_build_object('code', a.code,
          'heading', json_build_object('zh', a.heading_zh, 'en', a.heading_en),
          'text', json_build_object('zh', a.text_zh, 'en', a.text_en)) ORDER BY a.position), '[]')
        FROM guidance_articles a WHERE a.guidance = e.code AND a.edition = e.edition) AS articles,
      (SELECT json_agg(json_build_object('edition', o.edition, 'validFrom', ${day('o.valid_from')},
          'validTo', ${day('o.valid_to')}, 'publishedAt', ${utc('o.published_at')}, 'publishedBy', o.published_by,
          'reason', o.reason) ORDER BY o.edition)
        FROM guidance_editions o WHERE o.code = e.code) AS editions
    FROM guidance_editions e
    WHERE e.code = $2 AND e.edition = coalesce($3::int, ${begunBy('$1')}, ${newest})`,
};

/** Places in what was cited, from 1, of what does not exist. $1 codes, $2 editions, $3 articles or null */
export const readUnknown = {
  name: 'guidance-unknown',
  text: `
    SELECT c.place::int AS place
    FROM unnest($1::text[], $2::int[], $3::text[]) WITH ORDINALITY AS c (guidance, edition, article, place)
    WHERE NOT EXISTS (SELECT FROM guidance_editions e WHERE e.code = c.guidance AND e.edition = c.edition)
      OR (c.article IS NOT NULL AND NOT EXISTS (SELECT FROM guidance_articles a
        WHERE a.guidance = c.guidance AND a.edition = c.edition AND a.code = c.article))
    ORDER BY c.place`,
};
