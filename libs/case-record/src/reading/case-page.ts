import type {
  Bilingual,
  CaseStatus,
  Channel,
  Closure,
  DeadlineKind,
  Language,
  Relation,
  TextField,
  Visibility,
} from '@casetrace/contracts';
import {
  allDeadlines,
  type CaseState,
  type DeadlineExplanation,
  describeExplained,
  pauseReason,
} from '@casetrace/case-rules';
import type { RulesSnapshot } from '../rules/rules-snapshot';
import type { CitedBy } from './cited-guidance';
import { departmentName, postOf, type TimelineEntry, timelineOf, type TimelineRow } from './timeline';

/** An office outside the handling of the case, with the way to it (M6d). */
export interface Office {
  code: string;
  name: Bilingual;
  address: string;
  telephone: string;
  hours: string;
}

/** A running clock, worded in both languages (P2). */
export interface WordedDeadline {
  kind: DeadlineKind;
  occurrence: number;
  dueAt: string;
  provisional: boolean;
  explanation: DeadlineExplanation;
  why: Bilingual;
}

/** Another case that this one is linked with (P10). */
export interface LinkedCase {
  other: string;
  relation: Relation;
  /** null where it is not for this reader: it is another filer's case */
  status: CaseStatus | null;
  subject: string | null;
}

/** Everything about one case (M3, M14), as far as its reader may see. Times are ISO 8601 in UTC. */
export interface CasePage {
  trackingNumber: string;
  version: number;
  lastStatement: number;
  status: CaseStatus;
  closure: Closure | null;
  category: { code: string; name: Bilingual };
  /** null where it was erased or is not for this reader */
  subject: string | null;
  /** what caused the matter, as the last resolution says; null while there is none */
  cause: string | null;
  channel: Channel;
  language: Language;
  district: string | null;
  externalReference: string | null;
  registeredAt: string;
  closedAt: string | null;
  registeringDepartment: { code: string; name: Bilingual };
  responsibleDepartment: { code: string; name: Bilingual };
  responsibleOfficer: { code: string; post: Bilingual } | null;
  level: number;
  unansweredStatements: number[];
  /** all clocks that run, nearest first */
  deadlines: WordedDeadline[];
  /** why none runs */
  paused: 'closed' | 'suspended' | 'misconfigured' | null;
  complaintChannels: Office[];
  supervisoryBody: Office | null;
  links: LinkedCase[];
  timeline: TimelineEntry[];
}

export interface CasePageRow {
  state: CaseState;
  links: LinkedCase[];
  timeline: TimelineRow[];
}

/** Puts the page of a case together from one moment of the record and the rules of that moment. */
export function casePageOf(
  { state, links, timeline: rows }: CasePageRow,
  snapshot: RulesSnapshot,
  reading: { visibilities: readonly Visibility[]; citedBy: CitedBy },
): CasePage {
  const timeline = timelineOf(rows, snapshot, reading);
  const named = (code: string) => ({ code, name: departmentName(code, snapshot) });
  const officer = state.responsibleOfficer;
  const oversight = snapshot.rules.departments[state.responsibleDepartment];
  const body = oversight?.supervisoryBody ?? null;
  return {
    trackingNumber: state.trackingNumber,
    version: state.version,
    lastStatement: state.lastStatement,
    status: state.status,
    closure: state.closure,
    category: {
      code: state.category,
      name: snapshot.categories.get(state.category)?.name ?? { zh: state.category, en: state.category },
    },
    subject: newestText(timeline, 'subject'),
    cause: newestText(timeline, 'cause'),
    channel: state.channel,
    language: state.language,
    district: state.district,
    externalReference: state.externalReference,
    registeredAt: new Date(state.registeredAt).toISOString(),
    closedAt: state.closedAt === null ? null : new Date(state.closedAt).toISOString(),
    registeringDepartment: named(state.registeringDepartment),
    responsibleDepartment: named(state.responsibleDepartment),
    responsibleOfficer: officer === null ? null : { code: officer, post: postOf(officer, snapshot) },
    level: state.level,
    unansweredStatements: state.unansweredStatements,
    deadlines: wordedDeadlines(state, snapshot),
    paused: pauseReason(state),
    complaintChannels: (oversight?.complaintChannels ?? []).map((code) => officeOf(code, snapshot)),
    supervisoryBody: body === null ? null : officeOf(body, snapshot),
    links,
    timeline,
  };
}

function wordedDeadlines(state: CaseState, { rules }: RulesSnapshot): WordedDeadline[] {
  if (state.status === 'closed') return [];
  return allDeadlines(state, rules).map((deadline) => {
    const { kind, occurrence, dueAt, provisional, explanation } = deadline;
    const why = { zh: describeExplained(deadline, 'zh'), en: describeExplained(deadline, 'en') };
    return { kind, occurrence, dueAt, provisional, explanation, why };
  });
}

/** The last text of a kind that nobody took back. */
function newestText(timeline: readonly TimelineEntry[], field: TextField): string | null {
  for (const entry of [...timeline].reverse()) {
    const text = entry.enteredInError ? undefined : entry.texts.find((each) => each.field === field);
    if (text) return text.content;
  }
  return null;
}

function officeOf(code: string, { departments }: RulesSnapshot): Office {
  const entry = departments.get(code);
  if (!entry) return { code, name: { zh: code, en: code }, address: '', telephone: '', hours: '' };
  const { name, address, telephone, hours } = entry;
  return { code, name, address, telephone, hours };
}
