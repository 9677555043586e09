import type { Bilingual, Citation } from '@casetrace/contracts';
import type { RecordDatabase } from '../database/record-database';

/** Guidance as an entry cites it (M1, M4): the edition of then, named, and whether there is a newer one by now. */
export interface CitedGuidance {
  guidance: string;
  edition: number;
  /** null where the whole document is meant */
  article: string | null;
  title: Bilingual;
  /** of the article; null where none is meant */
  heading: Bilingual | null;
  /** the newest edition where it is not the cited one */
  newerEdition: number | null;
}

interface CitedRow {
  guidance: string;
  edition: number;
  article: string | null;
  title: Bilingual;
  heading: Bilingual | null;
  newest: number;
}

/** $1 codes, $2 editions, $3 articles or null */
const readCited = {
  name: 'read-cited-guidance',
  text: `
    SELECT c.guidance, c.edition, c.article, json_build_object('zh', e.title_zh, 'en', e.title_en) AS title,
      CASE WHEN a.code IS NOT NULL THEN json_build_object('zh', a.heading_zh, 'en', a.heading_en) END AS heading,
      (SELECT max(n.edition) FROM guidance_editions n WHERE n.code = c.guidance) AS newest
    FROM unnest($1::text[], $2::int[], $3::text[]) AS c (guidance, edition, article)
    JOIN guidance_editions e ON e.code = c.guidance AND e.edition = c.edition
    LEFT JOIN guidance_articles a
      ON a.guidance = c.guidance AND a.edition = c.edition AND a.code = c.article`,
};

/** What the entries of a case cite, with names. */
export type CitedBy = (data: Record<string, unknown>) => CitedGuidance[];

/** Names all that the entries cite, in one query; none where nothing is cited. @throws RecordError recordUnavailable. */
export async function readCitedBy(
  database: RecordDatabase,
  rows: readonly { data: Record<string, unknown> }[],
): Promise<CitedBy> {
  const cited = new Map(
    rows.flatMap(({ data }) => citationsIn(data)).map((citation) => [keyOf(citation), citation]),
  );
  if (cited.size === 0) return () => [];
  const all = [...cited.values()];
  const found = await database.rows<CitedRow>(readCited, [
    all.map(({ guidance }) => guidance),
    all.map(({ edition }) => edition),
    all.map(({ article }) => article ?? null),
  ]);
  const named = new Map(found.map((row) => [keyOf(row), row]));
  return (data) => citationsIn(data).map((citation) => namedCitation(citation, named.get(keyOf(citation))));
}

function namedCitation(
  { guidance, edition, article = null }: Cited,
  row: CitedRow | undefined,
): CitedGuidance {
  const title = row?.title ?? { zh: guidance, en: guidance };
  const newest = row?.newest ?? edition;
  const newerEdition = newest > edition ? newest : null;
  return { guidance, edition, article, title, heading: row?.heading ?? null, newerEdition };
}

type Cited = Omit<Citation, 'article'> & { article?: string | null };

/** A procedure that was adopted is cited too (M11). */
function citationsIn(data: Record<string, unknown>): Citation[] {
  const { citations, guidance, edition } = data as Partial<Citation> & { citations?: Citation[] };
  if (citations) return citations;
  return guidance !== undefined && edition !== undefined ? [{ guidance, edition }] : [];
}

const keyOf = ({ guidance, edition, article }: Cited): string =>
  JSON.stringify([guidance, edition, article ?? null]);
