import { readWhole, type RecordDatabase } from '@casetrace/case-record';
import { type CaseStatus, type Closure, parseTrackingNumber } from '@casetrace/contracts';
import { searchQuery } from '@casetrace/text-search';
import { wholeDocuments } from '../documents/case-documents';
import type { KnownCollection } from '../documents/collection';
import { chooseWay } from './choose-way';
import { keysOf } from './conditions';
import { findCases, type Found, wantedOf } from './find-cases';
import { readSearchCursor, searchCursorOf, type SearchCursor } from './search-cursor';
import type { Searcher, SearchRequest } from './search-request';
import { type Excerpt, excerptsOf, readableTexts, subjectOf } from './shown-texts';

/** A case that was found. Times are ISO 8601 in UTC. */
export interface SearchItem {
  trackingNumber: string;
  status: CaseStatus;
  closure: Closure | null;
  category: string;
  /** null where it was erased, taken back or is not for this reader */
  subject: string | null;
  district: string | null;
  registeringDepartment: string;
  responsibleDepartment: string;
  registeredAt: string;
  closedAt: string | null;
  excerpts: Excerpt[];
}

export interface SearchPage {
  items: SearchItem[];
  /** on the first page; null on further ones */
  total: Total | null;
  /** where the next page begins; null at the end */
  next: string | null;
}

export interface Total {
  /** how many match */
  count: number;
  /** that many or more */
  capped: boolean;
  /** by relevance: so many of them, the newest, were ranked; all pages together show those. Null where all are shown by age */
  rankedAmong: number | null;
}

export interface SearchOptions {
  /** relevance is weighed among so many of the newest that match */
  rankedAmong: number;
  /** a walk from the newest on looks at no more cases than this */
  longestWalk: number;
}

const usual: SearchOptions = { rankedAmong: 500, longestWalk: 10_000 };

type CaseRow = Omit<SearchItem, 'subject' | 'excerpts'>;

const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** $1 numbers: what the cases are now, from the record itself */
const readCases = {
  name: 'search-cases',
  text: `
    SELECT c.tracking_number AS "trackingNumber", c.status, c.closure, c.category, c.district,
      c.registering_department AS "registeringDepartment", c.responsible_department AS "responsibleDepartment",
      ${iso('c.registered_at')} AS "registeredAt", ${iso('c.closed_at')} AS "closedAt"
    FROM cases c WHERE c.tracking_number = ANY ($1::text[])`,
};
const none: Total = { count: 0, capped: false, rankedAmong: null };
const nothing: SearchPage = { items: [], total: none, next: null };

/** Full-text search over all cases, Chinese and English (M8). All methods throw RecordError recordUnavailable. */
export class CaseSearch {
  constructor(
    private readonly database: RecordDatabase,
    private readonly collection: Pick<KnownCollection, 'current'>,
    private readonly options: SearchOptions = usual,
  ) {}

  /**
   * One page. A tracking number, however it is typed, finds its case. Every term (parted by spaces) must stand in the case,
   * each as a whole phrase. @throws RecordError invalidRequest for a cursor that is none; recordUnavailable while the read model
   * is written anew, for anything but a tracking number.
   */
  async search(
    { q, filter, order, cursor: token, limit }: SearchRequest,
    searcher: Searcher,
  ): Promise<SearchPage> {
    const typed = (q ?? '').trim();
    const ranked = order === 'relevance' && typed !== '';
    const cursor = token === undefined ? null : readSearchCursor(token, ranked);
    const number = parseTrackingNumber(typed);
    const direct = number === null ? [] : await this.items([number], typed, searcher);
    if (direct.length > 0) return { ...nothing, items: direct, total: { ...none, count: 1 } };
    const said = typed.split(/\s+/u).filter((term) => searchQuery(term) !== null);
    if (typed !== '' && said.length === 0) return nothing;
    const terms = said.slice(0, mostTerms);
    const finding = {
      terms: terms.map((term) => searchQuery(term) ?? ''),
      filter,
      order: ranked ? ('relevance' as const) : ('newest' as const),
      searcher,
      cursor,
      limit,
      window: this.options.rankedAmong,
      longestWalk: this.options.longestWalk,
    };
    const asked = { terms, keys: keysOf(filter), wanted: wantedOf(finding) };
    const way = chooseWay(asked, await this.collection.current());
    const found = await readWhole(this.database, wholeDocuments, (connection) =>
      findCases(connection, finding, way),
    );
    const shown = found.cases.slice(0, limit);
    return {
      items: await this.items(
        shown.map((each) => each.number),
        typed,
        searcher,
      ),
      total: cursor === null ? totalOf(found, ranked ? finding.window : null) : null,
      next: found.cases.length > limit ? nextOf(shown) : null,
    };
  }

  /** The cases with what of their texts shows why they were found. A case that is no more is left out. */
  private async items(numbers: string[], typed: string, searcher: Searcher): Promise<SearchItem[]> {
    if (numbers.length === 0) return [];
    const rows = await this.database.rows<CaseRow>(readCases, [numbers]);
    const contactOf = (row: CaseRow): boolean =>
      searcher.everyContact ||
      [row.registeringDepartment, row.responsibleDepartment].includes(searcher.department);
    const readable = rows.map((row) => ({ number: row.trackingNumber, contact: contactOf(row) }));
    const texts = await readableTexts(this.database, readable);
    const byNumber = new Map(rows.map((row) => [row.trackingNumber, row]));
    return numbers.flatMap((number) => {
      const row = byNumber.get(number);
      const its = texts.get(number) ?? [];
      return row ? [{ ...row, subject: subjectOf(its), excerpts: excerptsOf(its, typed) }] : [];
    });
  }
}

/** What comes after so many terms seldom helps and always costs. */
const mostTerms = 16;

const nextOf = (shown: readonly SearchCursor[]): string | null => {
  const last = shown.at(-1);
  return last ? searchCursorOf(last) : null;
};

/** A count goes no further. A walk ends when the page is full: there are so many or more. */
const countedUpTo = 1_000;

const totalOf = ({ count, way }: Found & { way: string }, window: number | null): Total => ({
  count: Math.min(count, countedUpTo),
  capped: way === 'walk' || count > countedUpTo,
  rankedAmong: window === null ? null : Math.min(count, window),
});
