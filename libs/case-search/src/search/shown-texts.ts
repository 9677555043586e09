import type { RecordDatabase } from '@casetrace/case-record';
import type { TextField, Visibility } from '@casetrace/contracts';
import { excerpts, type Segment } from '@casetrace/text-search';

/** A text that shows why a case was found. */
export interface Excerpt {
  sequence: number;
  field: TextField;
  visibility: Visibility;
  segments: Segment[];
}

interface ReadableText {
  trackingNumber: string;
  sequence: number;
  field: TextField;
  visibility: Visibility;
  content: string;
}

/** A case whose texts are to be read, and whether its contact data are among them. */
export interface Readable {
  number: string;
  contact: boolean;
}

/**
 * $1 numbers, $2 whether contact data may be read. What was entered in error is left out. The class is asked of each text
 * here, not of the document that found it.
 */
const readTexts = {
  name: 'search-readable-texts',
  text: `
    SELECT t.tracking_number AS "trackingNumber", t.sequence, t.field, t.visibility, t.content
    FROM unnest($1::text[], $2::boolean[]) AS c (number, contact)
    JOIN case_texts t ON t.tracking_number = c.number
      AND (t.visibility IN ('everyone', 'departments') OR t.visibility = 'contact' AND c.contact)
    WHERE NOT EXISTS (SELECT FROM case_events m WHERE m.tracking_number = c.number AND m.type = 'EntryMarkedInError'
      AND m.data::json ->> 'entry' = t.sequence::text)
    ORDER BY t.tracking_number, t.sequence`,
};
const mostExcerpts = 2;

/** The texts of cases that a member of staff may read, by case. */
export async function readableTexts(
  database: RecordDatabase,
  cases: readonly Readable[],
): Promise<Map<string, ReadableText[]>> {
  const texts = await database.rows<ReadableText>(readTexts, [
    cases.map(({ number }) => number),
    cases.map(({ contact }) => contact),
  ]);
  const byCase = new Map<string, ReadableText[]>();
  for (const text of texts)
    byCase.set(text.trackingNumber, [...(byCase.get(text.trackingNumber) ?? []), text]);
  return byCase;
}

/** At most two texts in which what was typed stands, the earliest first. */
export function excerptsOf(texts: readonly ReadableText[], typed: string): Excerpt[] {
  const found: Excerpt[] = [];
  for (const { sequence, field, visibility, content } of texts) {
    if (found.length === mostExcerpts) break;
    const segments = excerpts(content, typed);
    if (segments.some(({ hit }) => hit)) found.push({ sequence, field, visibility, segments });
  }
  return found;
}

/** The subject as it was registered; null where it was erased or taken back. */
export const subjectOf = (texts: readonly ReadableText[]): string | null =>
  texts.find(({ sequence, field }) => sequence === 1 && field === 'subject')?.content ?? null;
