import type { Actor, Bilingual, EventType, TextField, Visibility } from '@casetrace/contracts';
import type { RulesSnapshot } from '../rules/rules-snapshot';
import type { CitedBy, CitedGuidance } from './cited-guidance';

/** One row of `case_events` with its texts, as the case page reads it. */
export interface TimelineRow {
  sequence: number;
  type: EventType;
  actor: Actor;
  effectiveAt: string;
  recordedAt: string;
  data: Record<string, unknown>;
  /** every text that the event ever had, by field: its digest */
  digests: Partial<Record<TextField, string>>;
  /** those that are there still; without content where the reader may not see it */
  texts: { field: TextField; visibility: Visibility; content: string | null }[] | null;
}

/** Who did it, with names as of now. */
export interface NamedActor {
  kind: Actor['kind'];
  department: { code: string; name: Bilingual } | null;
  officer: { code: string; post: Bilingual } | null;
}

/** An entry of the record as a reader is shown it. Times are ISO 8601 in UTC. */
export interface TimelineEntry {
  sequence: number;
  type: EventType;
  actor: NamedActor;
  effectiveAt: string;
  recordedAt: string;
  /** codes and numbers */
  data: Record<string, unknown>;
  /** the guidance that it rests on, with names */
  citations: CitedGuidance[];
  texts: { field: TextField; visibility: Visibility; content: string }[];
  /** texts that are kept from this reader */
  withheld: TextField[];
  /** texts that were erased; the entry and its digest stand */
  erased: TextField[];
  /** the later entry that says this one was entered in error, and why (null where that is not for this reader) */
  enteredInError: { by: number; reason: string | null } | null;
}

/** SQL: the events of case $1 after sequence $2, oldest first, with the texts that classes $3 allow; one JSON value. */
export const timelineSql = `
  (SELECT coalesce(json_agg(json_build_object('sequence', e.sequence, 'type', e.type,
      'actor', json_build_object('kind', e.actor_kind, 'department', e.actor_department, 'officer', e.actor_officer),
      'effectiveAt', to_char(e.effective_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'recordedAt', to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'data', e.data::json, 'digests', e.texts::json,
      'texts', (SELECT json_agg(json_build_object('field', t.field, 'visibility', t.visibility,
          'content', CASE WHEN t.visibility = ANY ($3::text[]) THEN t.content END))
        FROM case_texts t WHERE t.tracking_number = e.tracking_number AND t.sequence = e.sequence)
    ) ORDER BY e.sequence), '[]')
   FROM case_events e WHERE e.tracking_number = $1 AND e.sequence > $2)`;

/** The entries as a reader is shown them; `marks` are rows that may mark others as entered in error. */
export function timelineOf(
  rows: readonly TimelineRow[],
  snapshot: RulesSnapshot,
  { visibilities, citedBy }: { visibilities: readonly Visibility[]; citedBy: CitedBy },
): TimelineEntry[] {
  const marks = marksIn(rows);
  return rows.map((row) => {
    const kept = row.texts ?? [];
    const readable = kept.filter(({ visibility }) => visibilities.includes(visibility));
    return {
      sequence: row.sequence,
      type: row.type,
      actor: namedActor(row.actor, snapshot),
      effectiveAt: row.effectiveAt,
      recordedAt: row.recordedAt,
      data: row.data,
      citations: citedBy(row.data),
      texts: readable.map(({ field, visibility, content }) => ({
        field,
        visibility,
        content: content ?? '',
      })),
      withheld: kept.filter((text) => !readable.includes(text)).map(({ field }) => field),
      erased: (Object.keys(row.digests) as TextField[]).filter(
        (field) => !kept.some((text) => text.field === field),
      ),
      enteredInError: marks.get(row.sequence) ?? null,
    };
  });
}

function marksIn(rows: readonly TimelineRow[]): Map<number, { by: number; reason: string | null }> {
  const marks = rows.filter(({ type }) => type === 'EntryMarkedInError');
  return new Map(
    marks.map(({ sequence, data, texts }) => {
      const reason = texts?.find(({ field }) => field === 'reason')?.content ?? null;
      return [Number(data.entry), { by: sequence, reason }];
    }),
  );
}

/** Names of departments and posts as the directory has them now; a code that it does not know stands for itself. */
export function namedActor({ kind, department, officer }: Actor, snapshot: RulesSnapshot): NamedActor {
  return {
    kind,
    department: department === null ? null : { code: department, name: departmentName(department, snapshot) },
    officer: officer === null ? null : { code: officer, post: postOf(officer, snapshot) },
  };
}

export function departmentName(code: string, { departments }: RulesSnapshot): Bilingual {
  return departments.get(code)?.name ?? { zh: code, en: code };
}

export function postOf(code: string, { staff }: RulesSnapshot): Bilingual {
  return staff.get(code)?.name ?? { zh: code, en: code };
}
