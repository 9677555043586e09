import {
  cursorOf,
  type DatabaseClock,
  placeCode,
  placeRank,
  readCursor,
  type RecordDatabase,
  RecordError,
} from '@casetrace/case-record';
import { civilDateAt } from '@casetrace/case-rules';
import { type Bilingual, type Citation, type GuidanceKind, mostEditions } from '@casetrace/contracts';
import { excerpts, searchQuery, type Segment } from '@casetrace/text-search';
import { z } from 'zod';
import { noSuchGuidance } from '../publishing/guidance-publisher';
import { listGuidance, readGuidance, readUnknown, searchGuidance } from './guidance-statements';

/** What is asked of the collection; what is left out is not asked. */
export interface GuidanceQuery {
  /** words in Chinese or English; each must be there */
  q?: string | undefined;
  /** documents of this category, and those for all */
  category?: string | undefined;
  kind?: GuidanceKind | undefined;
  /** the newest edition of each document too, where it is not in force */
  all: boolean;
  limit: number;
  /** `next` of the page before */
  cursor?: string | undefined;
}

/** A document in a list. Days are of Asia/Shanghai. */
export interface GuidanceHead {
  code: string;
  edition: number;
  kind: GuidanceKind;
  title: Bilingual;
  issuer: Bilingual;
  number: string | null;
  validFrom: string | null;
  validTo: string | null;
  inForce: boolean;
  fictional: boolean;
  summary: boolean;
  categories: string[];
}

export interface GuidanceArticle {
  code: string;
  heading: Bilingual;
  text: Bilingual;
}

/** A text in both languages, cut where it is what was searched for. */
export interface FoundIn {
  zh: Segment[];
  en: Segment[];
}

export interface FoundGuidance extends GuidanceHead {
  found: { title: FoundIn; opening: FoundIn };
  /** the best few of those articles that hold all words */
  articles: { code: string; heading: FoundIn; text: FoundIn }[];
}

export interface GuidancePage {
  items: FoundGuidance[];
  next: string | null;
}

/** A whole edition, and which others there are. Times are ISO 8601 in UTC. */
export interface GuidanceEdition extends GuidanceHead {
  opening: Bilingual;
  source: string;
  sourceDate: string;
  publishedAt: string;
  /** staff code, or the program that imported it */
  publishedBy: string;
  reason: string;
  retired: { at: string; by: string; reason: string } | null;
  articles: GuidanceArticle[];
  editions: {
    edition: number;
    validFrom: string | null;
    validTo: string | null;
    publishedAt: string;
    publishedBy: string;
    reason: string;
  }[];
}

interface Row extends GuidanceHead {
  opening: Bilingual;
  rank: string;
  articles: GuidanceArticle[];
}

const mostArticles = 3;
const lineLength = 400;
const nothing: GuidancePage = { items: [], next: null };
/** rank as PostgreSQL wrote it, code, edition */
const place = z.tuple([placeRank, placeCode, z.int().min(1).max(mostEditions)]);

/** Reads laws, rules, duties and contacts (M1). All methods throw RecordError recordUnavailable. */
export class GuidanceReader {
  constructor(
    private readonly database: RecordDatabase,
    private readonly clock: DatabaseClock,
  ) {}

  /**
   * One page: by rank where words are searched for, else by code. @throws RecordError invalidRequest for a cursor that is none.
   */
  async search({ q, category, kind, all, limit, cursor }: GuidanceQuery): Promise<GuidancePage> {
    const words = q === undefined ? undefined : searchQuery(q);
    if (words === null) return nothing;
    const [rank = null, code = null, edition = null] = cursor === undefined ? [] : readCursor(cursor, place);
    const values = [await this.today(), category ?? null, kind ?? null, all, limit + 1, code, edition];
    const rows =
      words === undefined
        ? await this.database.rows<Row>(listGuidance, values)
        : await this.database.rows<Row>(searchGuidance, [...values, rank, words, anyOf(words), mostArticles]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const more = rows.length > limit && last !== undefined;
    return {
      items: shown.map((row) => foundIn(row, q ?? '')),
      next: more ? cursorOf([last.rank, last.code, last.edition]) : null,
    };
  }

  /** One edition; without its number the one in force, or the newest where none is. @throws RecordError noSuchResource. */
  async read(code: string, edition?: number): Promise<GuidanceEdition> {
    const values = [await this.today(), code, edition ?? null];
    const [found] = await this.database.rows<GuidanceEdition>(readGuidance, values);
    if (!found) throw noSuchGuidance(code);
    return found;
  }

  /** @throws RecordError unknownGuidance, naming those of which there is no such edition, or no such article in it. */
  async assertKnown(citations: readonly Citation[]): Promise<void> {
    if (citations.length === 0) return;
    const rows = await this.database.rows<{ place: number }>(readUnknown, [
      citations.map(({ guidance }) => guidance),
      citations.map(({ edition }) => edition),
      citations.map(({ article }) => article ?? null),
    ]);
    const unknown = rows.map((row) => citations[row.place - 1]);
    if (unknown.length === 0) return;
    throw new RecordError('unknownGuidance', 'It cites what does not exist.', { citations: unknown });
  }

  private async today(): Promise<string> {
    return civilDateAt(await this.clock.now(this.database));
  }
}

/** The same words, any of which is enough: ranked by where they stand, not by how near to one another. */
const anyOf = (words: string): string => words.replace(/ (?:<\d+>|&) /g, ' | ');

function foundIn({ rank: _, opening, articles, ...head }: Row, typed: string): FoundGuidance {
  const line = ({ zh, en }: Bilingual): FoundIn => {
    return { zh: excerpts(zh, typed, lineLength), en: excerpts(en, typed, lineLength) };
  };
  const text = ({ zh, en }: Bilingual): FoundIn => ({ zh: excerpts(zh, typed), en: excerpts(en, typed) });
  return {
    ...head,
    found: { title: line(head.title), opening: text(opening) },
    articles: articles.map((article) => {
      return { code: article.code, heading: line(article.heading), text: text(article.text) };
    }),
  };
}
