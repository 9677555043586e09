import { type Connection, readWhole, type RecordDatabase } from '@casetrace/case-record';
import type { CaseStatus } from '@casetrace/contracts';
import { wholeDocuments } from '../documents/case-documents';
import type { Collection, KnownCollection } from '../documents/collection';
import { addressKey, contactKey } from '../documents/keys';
import { termsOfTexts } from '../documents/terms';
import { type Candidate, findCandidates } from '../similar/candidates';
import { filersWords, likeness, termWeights, type TermWeights } from '../similar/rank-similar';
import { type Resemblance, scoreDuplicates, type SuggestedDuplicate } from './score-duplicates';

/** A matter that is about to be registered. */
export interface NewMatter {
  subject: string;
  details: string;
  category?: string | undefined;
  mail?: string | undefined;
  telephone?: string | undefined;
  address?: string | undefined;
  district?: string | undefined;
}

/** Who asks, and what of it may be shown. */
export interface Registrar {
  department: string;
  /** contact data of every case, not only of those that the own department registered or has */
  everyContact: boolean;
  /** an agency is told of cases that it registered itself, and of no others */
  onlyOwn: boolean;
}

/** A case that may be the same matter. Times are ISO 8601 in UTC. */
export interface Duplicate extends SuggestedDuplicate {
  status: CaseStatus;
  category: string;
  subject: string | null;
  responsibleDepartment: string;
  registeredAt: string;
}

interface MatchedContact {
  number: string;
  contact: boolean;
  place: boolean;
}

type ShownCase = Omit<Duplicate, keyof SuggestedDuplicate> & { number: string; details: string | null };

/** $1 mail or telephone, $2 place (tsqueries or null), $3 from, $4 own department, $5 contact data of all, $6 only own */
const readSameContact = {
  name: 'duplicates-same-contact',
  text: `
    SELECT d.tracking_number AS number, coalesce(d.contact @@ $1::tsquery, false) AS contact,
      coalesce(d.contact @@ $2::tsquery, false) AS place
    FROM case_documents d
    WHERE (d.contact @@ $1::tsquery OR d.contact @@ $2::tsquery) AND d.registered_at >= $3::timestamptz
      AND ($5 OR d.registering_department = $4 OR d.responsible_department = $4)
      AND (NOT $6 OR d.registering_department = $4)
    ORDER BY d.registered_at DESC LIMIT 100`,
};
/** $1 numbers, $2 own department, $3 only own. Texts of the class `everyone` alone: agencies read this too. */
const readShown = {
  name: 'duplicates-shown',
  text: `
    SELECT c.tracking_number AS number, c.status, c.category, c.responsible_department AS "responsibleDepartment",
      to_char(c.registered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "registeredAt",
      max(t.content) FILTER (WHERE t.field = 'subject') AS subject,
      max(t.content) FILTER (WHERE t.field = 'details') AS details
    FROM cases c LEFT JOIN case_texts t ON t.tracking_number = c.tracking_number AND t.sequence = 1
      AND t.field IN ('subject', 'details') AND t.visibility = 'everyone'
      AND NOT EXISTS (SELECT FROM case_events m WHERE m.tracking_number = c.tracking_number
        AND m.type = 'EntryMarkedInError' AND m.data::json ->> 'entry' = '1')
    WHERE c.tracking_number = ANY ($1::text[]) AND (NOT $3 OR c.registering_department = $2)
    GROUP BY c.tracking_number`,
};
const dayMs = 86_400_000;
const mostSuggested = 10;
const mostRead = 30;

/** Suggests cases that may be the same matter before it is registered (P10). */
export class DuplicateFinder {
  constructor(
    private readonly database: RecordDatabase,
    private readonly collection: KnownCollection,
    private readonly options: { withinDays: number },
  ) {}

  /**
   * Cases of the last days, by the filer's contact data or place (only where the registrar may read those of the case) and by
   * near text. @throws RecordError recordUnavailable, also while the read model is written anew: "none" would pass for an answer.
   */
  async duplicatesOf(matter: NewMatter, registrar: Registrar): Promise<Duplicate[]> {
    const from = new Date(Date.now() - this.options.withinDays * dayMs).toISOString();
    const collection = await this.collection.current();
    const told = weightsOf(matter, collection);
    const { department, onlyOwn } = registrar;
    const among = {
      except: null,
      category: matter.category,
      from,
      ...(onlyOwn && { registeringDepartment: department }),
    };
    const [known, candidates] = await readWhole(this.database, wholeDocuments, async (connection) => [
      await sameContact(connection, matter, registrar, from),
      await findCandidates(connection, told, collection, among),
    ]);
    const numbers = [...new Set([...known.keys(), ...nearest(candidates, told, collection)])];
    const shown = await this.database.rows<ShownCase>(readShown, [numbers, department, onlyOwn]);
    const byNumber = new Map(shown.map((each) => [each.number, each]));
    const resemblances = shown.map((each): Resemblance => {
      const { contact = false, place = false } = known.get(each.number) ?? {};
      const nearText = likeness(told, weightsOf(each, collection));
      return { trackingNumber: each.number, sameContact: contact, samePlace: place, nearText };
    });
    return scoreDuplicates(resemblances)
      .slice(0, mostSuggested)
      .flatMap((suggested) => {
        const found = byNumber.get(suggested.trackingNumber);
        return found ? [duplicateOf(suggested, found)] : [];
      });
  }
}

async function sameContact(
  connection: Connection,
  { mail, telephone, address, district }: NewMatter,
  { department, everyContact, onlyOwn }: Registrar,
  from: string,
): Promise<Map<string, MatchedContact>> {
  const keys = [
    ...(mail === undefined ? [] : [contactKey('mail', mail)]),
    ...(telephone === undefined ? [] : [contactKey('telephone', telephone)]),
  ].map((key) => `'${key}'`);
  const place = address === undefined ? null : addressKey(address, district ?? null);
  if (keys.length === 0 && place === null) return new Map();
  const rows = await connection.rows<MatchedContact>(readSameContact, [
    keys.join(' | ') || null,
    place === null ? null : `'${place}'`,
    from,
    department,
    everyContact,
    onlyOwn,
  ]);
  return new Map(rows.map((row) => [row.number, row]));
}

/** The candidates whose texts are worth reading. */
function nearest(candidates: readonly Candidate[], told: TermWeights, collection: Collection): string[] {
  return candidates
    .map(({ trackingNumber, terms }) => {
      return { trackingNumber, near: likeness(told, termWeights(filersWords(terms), collection)) };
    })
    .sort((one, other) => other.near - one.near)
    .slice(0, mostRead)
    .map(({ trackingNumber }) => trackingNumber);
}

/** Subject and details, as everyone may read them: nothing else of a case moves its score. */
function weightsOf(
  { subject, details }: { subject: string | null; details: string | null },
  collection: Collection,
): TermWeights {
  const terms = termsOfTexts([
    { part: 'A', content: subject ?? '' },
    { part: 'B', content: details ?? '' },
  ]);
  return termWeights(terms, collection);
}

function duplicateOf(
  suggested: SuggestedDuplicate,
  { status, category, subject, responsibleDepartment, registeredAt }: ShownCase,
): Duplicate {
  return { ...suggested, status, category, subject, responsibleDepartment, registeredAt };
}
