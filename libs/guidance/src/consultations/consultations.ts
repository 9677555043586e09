import { createHash, randomUUID } from 'node:crypto';
import {
  canonicalJson,
  type CitedGuidance,
  cursorOf,
  type DatabaseClock,
  hasUnstorableCharacters,
  placeInTime,
  readCitedBy,
  readCursor,
  type RecordDatabase,
  RecordError,
  violatedUniqueConstraint,
} from '@casetrace/case-record';
import type { Actor, Channel, Citation } from '@casetrace/contracts';
import type { GuidanceReader } from '../reading/guidance-reader';
import {
  insertConsultation,
  listOfAll,
  listOfDesk,
  readConsultation,
  readRecorded,
} from './consultation-statements';

/** What was asked at a desk. Nobody's name, nobody's contact data. */
export interface NewConsultation {
  /** for departments to read */
  asked: string;
  category?: string | undefined;
  channel: Channel;
  district?: string | undefined;
  citations: Citation[];
  settled: boolean;
}

/** Who recorded it, under which Idempotency-Key. */
export interface RecordedBy {
  actor: Actor;
  /** id of the principal: the scope of the key */
  caller: string;
  key: string;
}

/** A consultation as it is read. Times are ISO 8601 in UTC. */
export interface Consultation {
  id: string;
  recordedAt: string;
  department: string;
  officer: string | null;
  asked: string;
  category: string | null;
  channel: Channel;
  district: string | null;
  citations: CitedGuidance[];
  settled: boolean;
  /** of the case that was registered from it */
  trackingNumber: string | null;
}

export interface ConsultationPage {
  items: Consultation[];
  next: string | null;
}

interface Row extends Omit<Consultation, 'citations'> {
  citations: Citation[];
  /** with microseconds: a Date would lose them, and the pages with it */
  recordedAtExactly: string;
}

const idForm = /^[a-zA-Z0-9._-]{1,64}$/;

/** Consultations (M1): recorded at the desks, read by them, the beginning of some cases. */
export class Consultations {
  constructor(
    private readonly database: RecordDatabase,
    private readonly clock: DatabaseClock,
    private readonly guidance: GuidanceReader,
  ) {}

  /**
   * Records one. A repeat with the same key answers the first.
   * @throws RecordError unknownCategory, unknownGuidance, invalidRequest, idempotencyKeyReused, recordUnavailable.
   */
  async record(asked: NewConsultation, by: RecordedBy): Promise<Consultation & { replayed: boolean }> {
    const requestHash = hashOf(asked);
    const earlier = await this.earlier(by, requestHash);
    if (earlier) return { ...earlier, replayed: true };
    await this.guidance.assertKnown(asked.citations);
    const row = await this.insert(asked, by, requestHash);
    if (row) return { ...(await this.named([row]))[0]!, replayed: false };
    const meanwhile = await this.earlier(by, requestHash);
    if (meanwhile) return { ...meanwhile, replayed: true };
    throw new RecordError('unknownCategory', `There is no category ${asked.category}.`);
  }

  /** @throws RecordError noSuchResource, also where `desk` is given and it is another one's. */
  async read(id: string, desk: string | null = null): Promise<Consultation> {
    const [row] = idForm.test(id) ? await this.database.rows<Row>(readConsultation, [id]) : [];
    if (!row || (desk !== null && row.department !== desk)) {
      throw new RecordError('noSuchResource', 'There is no such consultation.');
    }
    return (await this.named([row]))[0]!;
  }

  /** Those of a desk, or of all where it is null, the newest first. @throws RecordError invalidRequest for a cursor. */
  async list(
    desk: string | null,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<ConsultationPage> {
    const [at = null, id = null] = cursor === undefined ? [] : readCursor(cursor, placeInTime);
    const values = [at, id, limit + 1];
    const rows =
      desk === null
        ? await this.database.rows<Row>(listOfAll, values)
        : await this.database.rows<Row>(listOfDesk, [...values, desk]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const more = rows.length > limit && last !== undefined;
    return {
      items: await this.named(shown),
      next: more ? cursorOf([last.recordedAtExactly, last.id]) : null,
    };
  }

  private async earlier({ caller, key }: RecordedBy, requestHash: Buffer): Promise<Consultation | null> {
    const [row] = await this.database.rows<Row & { requestHash: Buffer }>(readRecorded, [caller, key]);
    if (!row) return null;
    const { requestHash: first, ...recorded } = row;
    if (!first.equals(requestHash)) {
      throw new RecordError('idempotencyKeyReused', 'This Idempotency-Key was used for another request.');
    }
    return (await this.named([recorded]))[0]!;
  }

  /** Null where there is no such category, or the same was recorded meanwhile. */
  private async insert(
    { asked, category, channel, district, citations, settled }: NewConsultation,
    { actor, caller, key }: RecordedBy,
    requestHash: Buffer,
  ): Promise<Row | null> {
    const now = await this.clock.now(this.database);
    try {
      const [row] = await this.database.rows<Row>(insertConsultation, [
        ...[`consultation-${randomUUID()}`, caller, key, requestHash, now],
        ...[actor.kind, actor.department, actor.officer, asked, category ?? null, channel, district ?? null],
        ...[JSON.stringify(citations), settled],
      ]);
      return row ?? null;
    } catch (error) {
      if (violatedUniqueConstraint(error) === 'consultations_key') return null;
      throw error;
    }
  }

  private async named(rows: readonly Row[]): Promise<Consultation[]> {
    const citedBy = await readCitedBy(
      this.database,
      rows.map(({ citations }) => ({ data: { citations } })),
    );
    return rows.map(({ recordedAtExactly: _, citations, ...row }) => {
      return { ...row, citations: citedBy({ citations }) };
    });
  }
}

/** @throws RecordError invalidRequest where PostgreSQL could not keep its characters. */
function hashOf(asked: NewConsultation): Buffer {
  const canonical = canonicalJson(asked);
  if (hasUnstorableCharacters(canonical)) {
    throw new RecordError('invalidRequest', 'Texts may hold neither U+0000 nor half of a surrogate pair.');
  }
  return createHash('sha256').update(canonical).digest();
}
