import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Publication, RecordDatabase } from '@casetrace/case-record';
import type { GuidanceDocument } from '../documents/guidance-content';
import type { GuidancePublisher } from '../publishing/guidance-publisher';
import { CollectionRefused } from './problem';
import { readDocument } from './read-document';

/** The collection that Casetrace comes with. */
export const shippedCollection = join(__dirname, '..', '..', 'collection');

/** How many documents an import found and what came of them. */
export interface Imported {
  documents: number;
  /** codes of those that got a new edition, the first or a further one */
  published: string[];
}

const readCategories = { name: 'guidance-categories', text: 'SELECT code FROM categories' };

/**
 * Publishes what is new or changed in a folder of Markdown files: all of it, or nothing. Files that are as they were make no
 * new edition, and what was retired stays retired. Files that are gone change nothing: a document is ended by retiring it.
 * @throws CollectionRefused with every problem of every file; RecordError recordUnavailable.
 */
export async function importCollection(
  { database, publisher }: { database: RecordDatabase; publisher: GuidancePublisher },
  folder: string,
  publication: Publication,
): Promise<Imported> {
  const rows = await database.rows<{ code: string }>(readCategories);
  const documents = readCollection(folder, new Set(rows.map(({ code }) => code)));
  const published = await publisher.publishAll(documents, publication);
  return { documents: documents.length, published };
}

/** The documents of a folder, by name. `README.md` is none. @throws CollectionRefused */
export function readCollection(folder: string, categories: ReadonlySet<string>): GuidanceDocument[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort();
  const read = files.map((file) => readDocument(file, readFileSync(join(folder, file), 'utf8'), categories));
  const problems = read.flatMap((each) => ('problems' in each ? each.problems : []));
  if (problems.length > 0) throw new CollectionRefused(problems);
  return read.flatMap((each) => ('document' in each ? [each.document] : []));
}
