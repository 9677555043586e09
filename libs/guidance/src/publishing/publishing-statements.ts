/** What the newest edition of a document is. $1 code */
export const readNewest = {
  name: 'guidance-newest',
  text: `SELECT edition, content_hash AS "contentHash", retired_at IS NOT NULL AS retired
    FROM guidance_editions WHERE code = $1 ORDER BY edition DESC LIMIT 1`,
};

/** $1 codes; those that are no category in use */
export const readUnknownCategories = {
  name: 'guidance-unknown-categories',
  text: `SELECT code FROM unnest($1::text[]) AS asked (code)
    WHERE NOT EXISTS (SELECT FROM categories c WHERE c.code = asked.code AND c.active)`,
};

/** $1 … $17 the document, $18 hash, $19 now, $20 by, $21 reason, $22 … $24 vectors of title, issuer and number, opening */
export const insertEdition = {
  name: 'guidance-insert-edition',
  text: `
    INSERT INTO guidance_editions (code, edition, kind, title_zh, title_en, issuer_zh, issuer_en, number, valid_from,
      valid_to, source, source_date, fictional, summary, opening_zh, opening_en, categories, content_hash, published_at,
      published_by, reason, search)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
      to_timestamp($19::float8 / 1000), $20, $21,
      setweight($22::tsvector, 'A') || setweight($23::tsvector, 'C') || setweight($24::tsvector, 'D'))`,
};

/** $1 code, $2 edition; the articles as arrays; vectors of headings, of the title of the document, of texts */
export const insertArticles = {
  name: 'guidance-insert-articles',
  text: `
    INSERT INTO guidance_articles (guidance, edition, position, code, heading_zh, heading_en, text_zh, text_en, search)
    SELECT $1, $2, a.position, a.code, a.heading_zh, a.heading_en, a.text_zh, a.text_en,
      setweight(a.headings::tsvector, 'A') || setweight($9::tsvector, 'B') || setweight(a.texts::tsvector, 'D')
    FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $10::text[])
      WITH ORDINALITY AS a (code, heading_zh, heading_en, text_zh, text_en, headings, texts, position)`,
};

/** Those editions that hold or would hold. $1 code, $2 last day, $3 today, $4 now, $5 by, $6 reason */
export const retireEditions = {
  name: 'guidance-retire',
  text: `
    UPDATE guidance_editions e SET valid_to = least(e.valid_to, greatest($2::date, e.valid_from)),
      retired_at = to_timestamp($4::float8 / 1000), retired_by = $5, retirement_reason = $6
    WHERE e.code = $1 AND e.retired_at IS NULL AND e.edition >= coalesce(
      (SELECT max(o.edition) FROM guidance_editions o
        WHERE o.code = $1 AND (o.valid_from IS NULL OR o.valid_from <= $3::date)), 1)`,
};
