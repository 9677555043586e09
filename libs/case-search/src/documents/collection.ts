import type { RecordDatabase } from '@casetrace/case-record';

/** What is known of all cases together. */
export interface Collection {
  /** how many cases there are, about */
  cases: number;
  /** in how many of them a term stands, about */
  readonly casesWith: (term: string) => number;
  /** in how many of them a term with this beginning stands, about */
  readonly casesBeginning: (start: string) => number;
}

/**
 * PostgreSQL counts terms itself when it analyses the table: the most common ones with their share. The last two shares are
 * the least and the greatest of the list.
 */
const readStatistics = {
  name: 'case-documents-statistics',
  text: `
    SELECT greatest(c.reltuples, 0)::float8 AS cases, s.most_common_elems::text::text[] AS terms,
      s.most_common_elem_freqs AS shares
    FROM pg_class c LEFT JOIN pg_stats s
      ON s.schemaname = current_schema() AND s.tablename = c.relname AND s.attname = 'shared'
    WHERE c.oid = 'case_documents'::regclass`,
};
const rememberedMs = 60_000;
/** A term that is not in the list is rarer than the rarest of it: by half, where nothing better is known. */
const rarer = 0.5;

interface Statistics {
  cases: number;
  terms: string[] | null;
  shares: number[] | null;
}

/** Keeps what PostgreSQL knows of the terms of all cases, a minute at a time: it moves slowly, and each search asks for it. */
export class KnownCollection {
  private known: { collection: Collection; until: number } | null = null;

  constructor(private readonly database: RecordDatabase) {}

  async current(): Promise<Collection> {
    if (this.known && this.known.until > performance.now()) return this.known.collection;
    const [row] = await this.database.rows<Statistics>(readStatistics);
    const collection = collectionOf(row ?? { cases: 0, terms: null, shares: null });
    this.known = { collection, until: performance.now() + rememberedMs };
    return collection;
  }
}

/** Where the table was never analysed, every term counts as rare. */
export function collectionOf({ cases, terms, shares }: Statistics): Collection {
  const listed = new Map((terms ?? []).map((term, index) => [term, (shares?.[index] ?? 0) * cases]));
  const unlisted = Math.max(1, rarer * cases * (shares?.[listed.size] ?? 0));
  return {
    cases: Math.max(1, cases),
    casesWith: (term) => listed.get(term) ?? unlisted,
    casesBeginning: (start) => {
      let sum = unlisted;
      for (const [term, count] of listed) if (term.startsWith(start)) sum += count;
      return Math.min(sum, Math.max(1, cases));
    },
  };
}
