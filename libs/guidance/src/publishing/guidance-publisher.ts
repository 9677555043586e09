import { createHash } from 'node:crypto';
import {
  advisoryLocks,
  canonicalJson,
  type Connection,
  type DatabaseClock,
  hasUnstorableCharacters,
  type Publication,
  type RecordDatabase,
  RecordError,
  sqlStateOf,
} from '@casetrace/case-record';
import { civilDateAt } from '@casetrace/case-rules';
import type { Bilingual } from '@casetrace/contracts';
import { searchVector } from '@casetrace/text-search';
import type { GuidanceDocument } from '../documents/guidance-content';
import {
  insertArticles,
  insertEdition,
  readNewest,
  readUnknownCategories,
  retireEditions,
} from './publishing-statements';

/** The edition that holds what was published; `changed` is false where it held the same already. */
export interface PublishedEdition {
  code: string;
  edition: number;
  changed: boolean;
}

interface Newest {
  edition: number;
  contentHash: Buffer;
  retired: boolean;
}

const waitForTurn = `SELECT pg_advisory_xact_lock(${advisoryLocks.guidance})`;
const begin = `BEGIN; ${waitForTurn}`;
const takeTurn = { name: 'guidance-turn', text: waitForTurn };
/** PostgreSQL's for what it cannot keep: bad values, and words longer than it indexes. */
const unstorable = /^(22|54)/;

/** Publishes and retires guidance, one publication at a time (M1). Editions are never changed in what they say. */
export class GuidancePublisher {
  constructor(
    private readonly database: RecordDatabase,
    private readonly clock: DatabaseClock,
  ) {}

  /**
   * Makes the next edition of a document, or the first; none where the newest one says the same and is not retired.
   * @throws RecordError unknownCategory with the codes, invalidRequest, recordUnavailable.
   */
  async publish(document: GuidanceDocument, publication: Publication): Promise<PublishedEdition> {
    return this.alone((connection) => this.publishOne(connection, document, publication));
  }

  /**
   * The next edition in any case, within a transaction of the caller: published with it, or not at all. @throws as `publish`.
   */
  async publishNextWithin(
    connection: Connection,
    document: GuidanceDocument,
    publication: Publication,
  ): Promise<PublishedEdition> {
    await connection.rows(takeTurn);
    const newest = await this.newest(connection, document.code);
    return this.nextEdition(connection, document, { newest, publication });
  }

  /**
   * Several documents, all or none. One that was published as it is before makes no new edition, retired or not. Answers the
   * codes of the others. @throws as `publish`.
   */
  async publishAll(documents: readonly GuidanceDocument[], publication: Publication): Promise<string[]> {
    return this.alone(async (connection) => {
      const published: string[] = [];
      for (const document of documents) {
        const newest = await this.newest(connection, document.code);
        if (newest?.contentHash.equals(hashOf(document))) continue;
        await this.nextEdition(connection, document, { newest, publication });
        published.push(document.code);
      }
      return published;
    });
  }

  /**
   * Ends a document: it is out of force at once, and `validTo` (in Asia/Shanghai, today where it is not said) stands as its
   * last day. Retiring what is retired changes nothing. @throws RecordError noSuchResource, invalidRequest for a day to come.
   */
  async retire(code: string, { by, reason }: Publication, validTo?: string): Promise<void> {
    await this.alone(async (connection) => {
      const now = await this.clock.now(connection);
      const today = civilDateAt(now);
      if (validTo !== undefined && validTo > today) {
        throw new RecordError(
          'invalidRequest',
          'validTo is a day to come: publish an edition that says it instead.',
        );
      }
      if (!(await this.newest(connection, code))) throw noSuchGuidance(code);
      await connection.run(retireEditions, [code, validTo ?? today, today, now, by, reason]);
    });
  }

  private async alone<Value>(work: (connection: Connection) => Promise<Value>): Promise<Value> {
    try {
      return await this.database.transaction(begin, work);
    } catch (error) {
      if (error instanceof RecordError || !unstorable.test(sqlStateOf(error))) throw error;
      throw new RecordError('invalidRequest', 'It cannot be stored.', undefined, { cause: error });
    }
  }

  private async publishOne(
    connection: Connection,
    document: GuidanceDocument,
    publication: Publication,
  ): Promise<PublishedEdition> {
    const newest = await this.newest(connection, document.code);
    if (newest && !newest.retired && newest.contentHash.equals(hashOf(document))) {
      return { code: document.code, edition: newest.edition, changed: false };
    }
    return this.nextEdition(connection, document, { newest, publication });
  }

  private async newest(connection: Connection, code: string): Promise<Newest | null> {
    const [newest] = await connection.rows<Newest>(readNewest, [code]);
    return newest ?? null;
  }

  private async nextEdition(
    connection: Connection,
    document: GuidanceDocument,
    { newest, publication }: { newest: Newest | null; publication: Publication },
  ): Promise<PublishedEdition> {
    const { code, title, articles } = document;
    if (hasUnstorableCharacters(canonicalJson(document))) {
      throw new RecordError('invalidRequest', 'Texts may hold neither U+0000 nor half of a surrogate pair.');
    }
    await assertCategories(connection, document.categories);
    const edition = (newest?.edition ?? 0) + 1;
    const now = await this.clock.now(connection);
    await connection.run(insertEdition, editionValues(document, edition, { ...publication, now }));
    await connection.run(insertArticles, [
      code,
      edition,
      articles.map((article) => article.code),
      articles.map(({ heading }) => heading.zh),
      articles.map(({ heading }) => heading.en),
      articles.map(({ text }) => text.zh),
      articles.map(({ text }) => text.en),
      articles.map(({ heading }) => vectorOf(heading)),
      vectorOf(title),
      articles.map(({ text }) => vectorOf(text)),
    ]);
    return { code, edition, changed: true };
  }
}

export const noSuchGuidance = (code: string): RecordError =>
  new RecordError('noSuchResource', `There is no guidance ${code}, or no such edition of it.`);

async function assertCategories(connection: Connection, codes: readonly string[]): Promise<void> {
  const unknown = await connection.rows<{ code: string }>(readUnknownCategories, [codes]);
  if (unknown.length === 0) return;
  const categories = unknown.map(({ code }) => code);
  throw new RecordError('unknownCategory', `There is no category ${categories.join(', ')}.`, { categories });
}

function editionValues(
  document: GuidanceDocument,
  edition: number,
  { now, by, reason }: Publication & { now: number },
): unknown[] {
  const { code, kind, title, issuer, number, validFrom, validTo, opening } = document;
  return [
    ...[code, edition, kind, title.zh, title.en, issuer.zh, issuer.en, number, validFrom, validTo],
    ...[document.source, document.sourceDate, document.fictional, document.summary],
    ...[opening.zh, opening.en, document.categories, hashOf(document), now, by, reason],
    ...[vectorOf(title), searchVector([issuer.zh, issuer.en, number ?? ''].join('\n')), vectorOf(opening)],
  ];
}

const vectorOf = ({ zh, en }: Bilingual): string => searchVector(`${zh}\n${en}`);

const hashOf = (document: GuidanceDocument): Buffer =>
  createHash('sha256').update(canonicalJson(document)).digest();
