import type { Connection } from '@casetrace/case-record';
import type { Collection } from '../documents/collection';
import { termsOfDocument } from '../documents/terms';
import { askedTermsOf } from './asked-terms';
import type { ComparableCase, TermWeights } from './rank-similar';

/** A case that may be similar, as its document says. */
export interface Candidate extends ComparableCase {
  closed: boolean;
}

/** Among which cases candidates are looked for. */
export interface Among {
  /** the case in question */
  except: string | null;
  /** of which more are looked through */
  category?: string | undefined;
  /** registered at this time or later, ISO 8601 */
  from?: string;
  /** registered by this department */
  registeringDepartment?: string;
}

interface CandidateRow {
  number: string;
  category: string;
  closed: boolean;
  document: string;
}

const mostClosed = 80;
const mostOpen = 20;
/** How many are looked through, however many there are: the newest of the category, the newest of all (ADR 0010). */
const newestOfCategory = 1_000;
const newestOfAll = 300;

/** $1 without this one, $2 from, $3 registered by */
const fitting = `tracking_number IS DISTINCT FROM $1 AND ($2::timestamptz IS NULL OR registered_at >= $2)
  AND ($3::text IS NULL OR registering_department = $3)`;
const looked = `tracking_number, registered_at, status = 'closed' AS closed, strip(shared) AS said`;
const newest = (condition: string, most: number): string => `
        (SELECT ${looked} FROM case_documents WHERE ${condition} AND ${fitting}
          ORDER BY registered_at DESC, tracking_number DESC LIMIT ${most})`;
const best = 'ORDER BY score DESC, registered_at DESC LIMIT';
/**
 * $4 category, $5 rare terms, $6 terms, $7 their weights. A document is opened once (OFFSET 0), and scored by the terms that it
 * shares; the best, closed and open apart, are answered whole.
 */
const readCandidates = {
  name: 'similar-candidates',
  text: `
    WITH looked AS (
      ${newest('category = $4::text', newestOfCategory)}
      UNION ALL ${newest('true', newestOfAll)}
      UNION ALL (SELECT ${looked} FROM case_documents WHERE shared @@ $5::tsquery AND ${fitting})
      OFFSET 0
    ), hits AS MATERIALIZED (
      SELECT DISTINCT tracking_number, registered_at, closed,
        (SELECT sum(weight) FROM unnest($6::tsquery[], $7::float8[]) AS t (term, weight) WHERE said @@ term) AS score
      FROM looked
    ), chosen AS (
      (SELECT tracking_number, closed FROM hits WHERE score IS NOT NULL AND closed ${best} ${mostClosed})
      UNION ALL (SELECT tracking_number, closed FROM hits WHERE score IS NOT NULL AND NOT closed ${best} ${mostOpen})
    )
    SELECT d.tracking_number AS number, d.category, chosen.closed, d.shared::text AS document
    FROM chosen JOIN case_documents d USING (tracking_number)`,
};

/**
 * Cases that share the most informative terms: of the newest, and of those that hold a rare one however old they are. What a
 * question costs does not grow with the record.
 */
export async function findCandidates(
  connection: Connection,
  told: TermWeights,
  collection: Collection,
  { except, category, from, registeringDepartment }: Among,
): Promise<Candidate[]> {
  const { terms, rare } = askedTermsOf(told, collection);
  if (terms.length === 0) return [];
  const rows = await connection.rows<CandidateRow>(readCandidates, [
    except,
    from ?? null,
    registeringDepartment ?? null,
    category ?? null,
    rare.length === 0 ? null : rare.map(quoted).join(' | '),
    terms.map(([term]) => quoted(term)),
    terms.map(([, weight]) => weight),
  ]);
  return rows.map(({ number, category: its, closed, document }) => {
    return { trackingNumber: number, category: its, closed, terms: termsOfDocument(document) };
  });
}

const quoted = (term: string): string => `'${term}'`;
