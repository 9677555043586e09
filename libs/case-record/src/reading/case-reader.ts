import { type Buffer } from 'node:buffer';
import type { CaseSituation, Visibility } from '@casetrace/contracts';
import type { CaseState, ExplainedDeadline } from '@casetrace/case-rules';
import { isAccessCode } from '../commands/access-code';
import { situationColumns, situationOf, type SituationRow } from '../commands/situation';
import type { RecordDatabase } from '../database/record-database';
import { RecordError } from '../database/record-error';
import type { CompleteRecordOptions } from '../record-options';
import type { RulesSource } from '../rules/rules-source';
import type { CaseFacts, Readable } from './case-facts';
import { type CasePage, casePageOf, type LinkedCase } from './case-page';
import { readCitedBy } from './cited-guidance';
import { type TimelineEntry, timelineOf, type TimelineRow, timelineSql } from './timeline';
import { readWorklist, type WorklistFilter, type WorklistPage, type WorklistRequest } from './worklist';

const readSituation = {
  name: 'read-situation',
  text: `SELECT ${situationColumns}, p.epoch, floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now
    FROM cases c CROSS JOIN record_epoch p WHERE c.tracking_number = $1`,
};
const readFacts = {
  name: 'read-facts',
  text: `SELECT tracking_number AS "trackingNumber", registering_department AS "registeringDepartment",
      responsible_department AS "responsibleDepartment" FROM cases WHERE tracking_number = $1`,
};
/** What departments see of the cases that this one is linked with; $3 the classes that the reader may see. */
const linksSql = `
  (SELECT coalesce(json_agg(json_build_object('other', l.link ->> 'other', 'relation', l.link ->> 'relation',
      'status', o.status, 'subject', t.content) ORDER BY l.place), '[]')
   FROM jsonb_array_elements(c.state -> 'links') WITH ORDINALITY AS l (link, place)
   LEFT JOIN cases o ON o.tracking_number = l.link ->> 'other' AND 'departments' = ANY ($3::text[])
   LEFT JOIN case_texts t ON t.tracking_number = o.tracking_number AND t.sequence = 1 AND t.field = 'subject'
     AND t.visibility = ANY ($3::text[]) AND NOT EXISTS (SELECT FROM case_events m
       WHERE m.tracking_number = o.tracking_number AND m.type = 'EntryMarkedInError' AND m.data::json ->> 'entry' = '1'))`;
const readPage = {
  name: 'read-page',
  text: `SELECT c.state, c.next_deadline AS "nextDeadline", c.rules_version::int AS "rulesVersion", ${linksSql} AS links,
      ${timelineSql} AS timeline
    FROM cases c WHERE c.tracking_number = $1`,
};
const readEntries = { name: 'read-entries', text: `SELECT ${timelineSql} AS timeline` };
const readAccess = {
  name: 'read-access',
  text: `SELECT access_code_hash AS hash, access_code_generation AS generation,
      registering_department AS "registeringDepartment" FROM cases WHERE tracking_number = $1`,
};

interface PageRow {
  state: Omit<CaseState, 'nextDeadline' | 'rulesVersion'>;
  nextDeadline: ExplainedDeadline | null;
  rulesVersion: number;
  links: LinkedCase[];
  timeline: TimelineRow[];
}

/** Reads cases: what was committed shows at once (M3). All methods throw RecordError recordUnavailable. */
export class CaseReader {
  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
    private readonly options: CompleteRecordOptions,
  ) {}

  /** What the engine knows of a case. @throws RecordError noSuchCase. */
  async situation(trackingNumber: string): Promise<CaseSituation> {
    const [row] = await this.database.rows<SituationRow & { epoch: number; now: number }>(readSituation, [
      trackingNumber,
    ]);
    if (!row) throw noSuchCase();
    const { deadlineJitterSeconds: jitterSeconds, shiftClock } = this.options;
    return situationOf(row, { epoch: row.epoch, now: shiftClock(row.now), jitterSeconds });
  }

  /** Whose case it is, or null where there is none. */
  async factsOf(trackingNumber: string): Promise<CaseFacts | null> {
    const [row] = await this.database.rows<CaseFacts>(readFacts, [trackingNumber]);
    return row ?? null;
  }

  /**
   * The whole case (M3, M7, M14): situation, deadlines explained, oversight, and every entry with the texts that its reader
   * may see. @throws RecordError noSuchCase.
   */
  async read(trackingNumber: string, reader: { visibilities: Readable }): Promise<CasePage> {
    const facts = typeof reader.visibilities === 'function' ? await this.factsOf(trackingNumber) : null;
    if (facts === null && typeof reader.visibilities === 'function') throw noSuchCase();
    const visibilities = visibilitiesFor(reader.visibilities, facts);
    const [snapshot, [row]] = await Promise.all([
      this.rules.current(),
      this.database.rows<PageRow>(readPage, [trackingNumber, 0, visibilities]),
    ]);
    if (!row) throw noSuchCase();
    const { state, nextDeadline, rulesVersion, links, timeline } = row;
    const citedBy = await readCitedBy(this.database, timeline);
    const page = { state: { ...state, nextDeadline, rulesVersion }, links, timeline };
    return casePageOf(page, snapshot, { visibilities, citedBy });
  }

  /** What a case says since a version that somebody saw. Nothing where there is no such case. */
  async entriesSince(
    trackingNumber: string,
    version: number,
    visibilities: readonly Visibility[],
  ): Promise<TimelineEntry[]> {
    const [snapshot, [row]] = await Promise.all([
      this.rules.current(),
      this.database.rows<{ timeline: TimelineRow[] }>(readEntries, [trackingNumber, version, visibilities]),
    ]);
    const timeline = row?.timeline ?? [];
    return timelineOf(timeline, snapshot, {
      visibilities,
      citedBy: await readCitedBy(this.database, timeline),
    });
  }

  /** One page of open cases, the nearest due first (M6). @throws RecordError invalidRequest for a cursor that is none. */
  async worklist(filter: WorklistFilter, request: WorklistRequest): Promise<WorklistPage> {
    return readWorklist(this.database, this.options, filter, request);
  }

  /** Whether the code is the one of this case; the same work and time for a number that does not exist. */
  async checkAccessCode(trackingNumber: string, accessCode: string): Promise<boolean> {
    return (await this.registeringDepartmentFor(trackingNumber, accessCode)) !== null;
  }

  /** The desk that registered the case, where the access code is the one of it; null otherwise. */
  async registeringDepartmentFor(trackingNumber: string, accessCode: string): Promise<string | null> {
    type Access = { hash: Buffer; generation: number; registeringDepartment: string };
    const [row] = await this.database.rows<Access>(readAccess, [trackingNumber]);
    const of = { trackingNumber, generation: row?.generation ?? 1 };
    return isAccessCode(accessCode, of, row?.hash) ? (row?.registeringDepartment ?? null) : null;
  }
}

const noSuchCase = (): RecordError => new RecordError('noSuchCase', 'There is no such case.');

function visibilitiesFor(readable: Readable, facts: CaseFacts | null): readonly Visibility[] {
  if (typeof readable !== 'function') return readable;
  return facts === null ? [] : readable(facts);
}
