import type { CaseHistory } from '@casetrace/case-record';
import { searchVector, tokensOf } from '@casetrace/text-search';
import { addressKey, concernedKey, type ContactKind, contactKey, filterKey } from './keys';
import { matterTerms, type Part, type PartText } from './terms';

/** A case as it is found: the two documents as PostgreSQL reads a `tsvector`. */
export interface CaseDocument {
  shared: string;
  contact: string;
}

type HistoryText = CaseHistory['texts'][number];

/** PostgreSQL takes no `tsvector` of a megabyte or more; what does not fit any more is not searched. */
const mostBytes = 900_000;
/** A phrase must not reach from one text into the next. */
const gap = 2;

/** Builds the documents of a case. Every text obeys its class; entries marked as entered in error are left out. */
export function documentOf(history: CaseHistory): CaseDocument {
  const texts = standingTexts(history);
  const shared = texts.filter(({ visibility }) => visibility !== 'contact');
  const contact = texts.filter(({ visibility }) => visibility === 'contact');
  const statements = new Set(
    history.events.filter(({ type }) => type === 'StatementAdded').map(({ sequence }) => sequence),
  );
  const { externalReference } = history.state;
  return {
    shared: vectorOf(
      [
        ...shared.map((text) => ({ part: partOf(text, statements), content: text.content })),
        ...(externalReference === null ? [] : [{ part: 'B' as const, content: externalReference }]),
      ],
      filterKeys(history),
    ),
    contact: vectorOf(
      contact.map(({ content }) => ({ part: 'D', content })),
      [...contactKeys(contact, history.state.district), ...concernedKeys(history)],
      false,
    ),
  };
}

function standingTexts({ events, texts }: CaseHistory): HistoryText[] {
  const inError = new Set(
    events.flatMap((event) => (event.type === 'EntryMarkedInError' ? [event.data.entry] : [])),
  );
  return texts.filter(({ sequence }) => !inError.has(sequence));
}

function partOf({ field, sequence, visibility }: HistoryText, statements: ReadonlySet<number>): Part {
  if (visibility === 'departments') return 'D';
  if (field === 'subject') return 'A';
  return field === 'details' || statements.has(sequence) ? 'B' : 'C';
}

function filterKeys({ state }: CaseHistory): string[] {
  return [
    filterKey('status', state.status),
    filterKey('category', state.category),
    filterKey('department', state.responsibleDepartment),
    filterKey('registeringDepartment', state.registeringDepartment),
    ...(state.closure === null ? [] : [filterKey('outcome', state.closure)]),
    ...(state.district === null ? [] : [filterKey('district', state.district)]),
  ];
}

/** Who may read the contact data, so that the index finds only those. */
const concernedKeys = ({ state }: CaseHistory): string[] => [
  concernedKey(state.registeringDepartment),
  concernedKey(state.responsibleDepartment),
];

function contactKeys(texts: readonly HistoryText[], district: string | null): string[] {
  return texts.flatMap(({ field, content }) => {
    if (field === 'address') return [addressKey(content, district)].filter((key) => key !== null);
    if (field !== 'mail' && field !== 'telephone') return [];
    const key = contactKey(field satisfies ContactKind, content);
    return field === 'telephone' ? [key, content.replace(/\D/gu, '')].filter(Boolean) : [key];
  });
}

/** Texts follow one another with a gap between; matters stand where their text begins. */
function vectorOf(texts: readonly PartText[], keys: readonly string[], withMatters = true): string {
  const pieces = keys.map((key) => `'${key}'`);
  let bytes = 0;
  let after = 0;
  for (const { part, content } of texts) {
    const tokens = tokensOf(content);
    const vector = searchVector(tokens, { after, weight: weightOf(part) });
    bytes += Buffer.byteLength(vector);
    if (bytes > mostBytes) break;
    pieces.push(vector);
    if (withMatters) pieces.push(mattersOf(matterTerms(content, tokens), part, after));
    after += tokens.length + gap;
  }
  return pieces.filter(Boolean).join(' ');
}

/** A position without a letter has weight D. */
const weightOf = (part: Part): 'A' | 'B' | 'C' | '' => (part === 'D' ? '' : part);

/** As many positions as the text says the matter in different words. */
function mattersOf(matters: ReturnType<typeof matterTerms>, part: Part, after: number): string {
  const at = Math.min(after, lastPosition - 5);
  return matters
    .map(([term, times]) => {
      const places = Array.from({ length: times }, (_, index) => `${at + index + 1}${weightOf(part)}`);
      return `'${term}':${places.join(',')}`;
    })
    .join(' ');
}

const lastPosition = 16_383;
