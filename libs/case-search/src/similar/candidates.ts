import type { RecordDatabase } from '@casetrace/case-record';
import type { Collection } from '../documents/collection';
import { termsOfDocument } from '../documents/terms';
import { coverageQuery } from './coverage-query';
import type { ComparableCase, TermWeights } from './rank-similar';

/** A case that may be similar, as its document says. */
export interface Candidate extends ComparableCase {
  closed: boolean;
}

/** Among which cases candidates are looked for. */
export interface Among {
  /** the case in question */
  except: string | null;
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

const mostClosed = 160;
const mostOpen = 40;
/** $1 tsquery, $2 without this one, $3 from, $4 registered by */
const readCandidates = {
  // planned anew each time: how many cases share the terms differs by orders of magnitude
  name: '',
  text: `
    WITH hits AS MATERIALIZED (
      SELECT tracking_number, registered_at, status = 'closed' AS closed FROM case_documents
      WHERE shared @@ $1::tsquery AND tracking_number IS DISTINCT FROM $2
        AND ($3::timestamptz IS NULL OR registered_at >= $3) AND ($4::text IS NULL OR registering_department = $4)
    ), chosen AS (
      (SELECT tracking_number, closed FROM hits WHERE closed ORDER BY registered_at DESC LIMIT ${mostClosed})
      UNION ALL (SELECT tracking_number, closed FROM hits WHERE NOT closed ORDER BY registered_at DESC LIMIT ${mostOpen})
    )
    SELECT d.tracking_number AS number, d.category, chosen.closed, d.shared::text AS document
    FROM chosen JOIN case_documents d USING (tracking_number)`,
};

/** Cases that share the most informative terms, the newest of them where there are too many. */
export async function findCandidates(
  database: RecordDatabase,
  told: TermWeights,
  collection: Collection,
  { except, from, registeringDepartment }: Among,
): Promise<Candidate[]> {
  const query = coverageQuery(told, collection);
  if (query === null) return [];
  const values = [query, except, from ?? null, registeringDepartment ?? null];
  const rows = await database.rows<CandidateRow>(readCandidates, values);
  return rows.map(({ number, category, closed, document }) => {
    return { trackingNumber: number, category, closed, terms: termsOfDocument(document) };
  });
}
