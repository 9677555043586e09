import {
  type Connection,
  readCitedBy,
  readWhole,
  RecordError,
  type RecordDatabase,
} from '@casetrace/case-record';
import type { Bilingual } from '@casetrace/contracts';
import { wholeDocuments } from '../documents/case-documents';
import type { Collection, KnownCollection } from '../documents/collection';
import { type Terms, termsOfDocument } from '../documents/terms';
import { type Candidate, findCandidates } from './candidates';
import { type PastHandling, readPastHandling } from './past-handling';
import { filersWords, type RankedCase, rankSimilar, termWeights } from './rank-similar';

/** A similar case: how it was handled, and why it is thought to be similar. */
export interface SimilarCase extends PastHandling {
  /** of texts and category together, 0 … 2 */
  score: number;
  sameCategory: boolean;
  /** matters that both cases speak of, in whatever words */
  matters: string[];
}

/** Guidance that similar closed cases rest on, with how many of them. */
export interface OftenCited extends CitedEdition {
  title: Bilingual;
  /** the newest edition where it is not this one */
  newerEdition: number | null;
}

interface CitedEdition {
  guidance: string;
  edition: number;
  cases: number;
}

export interface SimilarAnswer {
  items: SimilarCase[];
  oftenCited: OftenCited[];
}

const readAsked = {
  name: 'similar-asked',
  text: `SELECT c.category, d.shared::text AS document FROM cases c
    LEFT JOIN case_documents d USING (tracking_number) WHERE c.tracking_number = $1`,
};
/** After the closed cases, so many open ones: nothing came of them yet. */
const mostOpen = 3;

/** Finds similar past cases, how they were handled and what came of it (M8). */
export class SimilarCases {
  constructor(
    private readonly database: RecordDatabase,
    private readonly collection: KnownCollection,
  ) {}

  /**
   * Up to `limit` closed cases, the likeliest first, then a few open ones. A case that was registered a moment ago has none
   * until the read model knows it. @throws RecordError noSuchCase; recordUnavailable, also while the read model is written anew.
   */
  async similarTo(trackingNumber: string, limit: number): Promise<SimilarAnswer> {
    const collection = await this.collection.current();
    const asked = await readWhole(this.database, wholeDocuments, (connection) =>
      readWithCandidates(connection, trackingNumber, collection),
    );
    const { category, terms, candidates } = asked;
    const ranked = rankSimilar({ trackingNumber, category, terms }, candidates, collection);
    const items = await this.withHandling(closedFirst(ranked, candidates, limit), category);
    return { items, oftenCited: await this.named(oftenCitedIn(items)) };
  }

  private async named(cited: readonly CitedEdition[]): Promise<OftenCited[]> {
    const entries = cited.map(({ cases, ...edition }) => ({ cases, data: edition }));
    const citedBy = await readCitedBy(this.database, entries);
    return entries.flatMap(({ cases, data }) =>
      citedBy(data).map(({ title, newerEdition }) => ({ ...data, cases, title, newerEdition })),
    );
  }

  private async withHandling(shown: readonly RankedCase[], category: string): Promise<SimilarCase[]> {
    const handling = await readPastHandling(
      this.database,
      shown.map((each) => each.trackingNumber),
    );
    return shown.flatMap(({ trackingNumber, score, matters }) => {
      const past = handling.get(trackingNumber);
      if (!past) return [];
      const rounded = Math.round(score * 1000) / 1000;
      return [{ ...past, score: rounded, sameCategory: past.category === category, matters }];
    });
  }
}

/** The case in question and those that may be similar. */
async function readWithCandidates(
  connection: Connection,
  trackingNumber: string,
  collection: Collection,
): Promise<{ category: string; terms: Terms; candidates: Candidate[] }> {
  const [asked] = await connection.rows<{ category: string; document: string | null }>(readAsked, [
    trackingNumber,
  ]);
  if (!asked) throw new RecordError('noSuchCase', 'There is no such case.');
  const { category, document } = asked;
  const terms = termsOfDocument(document ?? '');
  const told = termWeights(filersWords(terms), collection);
  const among = { except: trackingNumber, category };
  return { category, terms, candidates: await findCandidates(connection, told, collection, among) };
}

function closedFirst(ranked: RankedCase[], candidates: readonly Candidate[], limit: number): RankedCase[] {
  const closed = new Set(candidates.filter((each) => each.closed).map((each) => each.trackingNumber));
  const isClosed = ({ trackingNumber }: RankedCase): boolean => closed.has(trackingNumber);
  const open = ranked.filter((each) => !isClosed(each));
  return [...ranked.filter(isClosed).slice(0, limit), ...open.slice(0, mostOpen)];
}

/** A case counts once for each edition, however often it cites it. */
function oftenCitedIn(items: readonly SimilarCase[]): CitedEdition[] {
  const counts = new Map<string, CitedEdition>();
  for (const { citations, status } of items) {
    if (status !== 'closed') continue;
    const cited = new Map(
      citations.map(({ guidance, edition }) => [`${guidance}@${edition}`, { guidance, edition }]),
    );
    for (const [key, each] of cited) counts.set(key, { ...each, cases: (counts.get(key)?.cases ?? 0) + 1 });
  }
  return [...counts.values()].sort(
    (one, other) => other.cases - one.cases || one.guidance.localeCompare(other.guidance),
  );
}
